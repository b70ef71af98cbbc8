import { invalid } from "../errors.ts";

/** Says whether a message matches. */
export type Filter = (message: string) => boolean;

/** A regular expression between percent signs, as in `%4[0-9]{2}%`. Throws InvalidParameterException. */
export function regularExpression(text: string): RegExp {
  try {
    return new RegExp(text.slice(1, -1));
  } catch (cause) {
    throw invalid(`${text} is not a regular expression: ${(cause as Error).message}`);
  }
}
