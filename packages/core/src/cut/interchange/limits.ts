import { AppError } from "../../error.ts";
import { MOST_CHARACTERS } from "../revision.schema.ts";

const DEEPEST = 64;

/** Refuses a file that is too long to be a timeline, before anything is made of it. */
export function refuseTooLong(text: string): void {
  if (text.length > MOST_CHARACTERS)
    throw new AppError("invalid", `The file has ${text.length} characters; a timeline has at most ${MOST_CHARACTERS}`);
}

/** Reads JSON that somebody else wrote. Throws `invalid` when it is none, is too long, or nested deeper than any timeline. */
export function readJson(text: string): unknown {
  refuseTooLong(text);
  if (depthOf(text) > DEEPEST)
    throw new AppError("invalid", `The file is nested deeper than ${DEEPEST} levels; that is no timeline`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid", `The file is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** How deep brackets go, outside of strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (quoted) at += letter === "\\" ? 1 : 0;
    else if (letter === "{" || letter === "[") deepest = Math.max(deepest, ++depth);
    else if (letter === "}" || letter === "]") depth--;
  }
  return deepest;
}
