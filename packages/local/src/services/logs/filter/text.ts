import { invalid } from "../errors.ts";
import { type Filter, regularExpression } from "./expression.ts";

/** A term with its sign, quoted (`"two words"`, `\"` inside), a regular expression between percent signs, or a word. */
const TERM = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|(%(?:[^%\\]|\\.)+%)|([^\s"]+))(?=\s|$)/y;

/**
 * Terms: all must be there, none of those with `-` may be. Terms with `?` are alternatives, of which one must be there; as
 * on AWS they do not count where there are terms without a sign. Case matters.
 */
export function textFilter(pattern: string): Filter {
  const required: Filter[] = [];
  const excluded: Filter[] = [];
  const alternatives: Filter[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < pattern.length) {
    const at = TERM.lastIndex;
    const found = TERM.exec(pattern);
    if (!found) throw invalid(`Invalid filter pattern at position ${at}: ${pattern}`);
    const [, sign, quoted, expression, word = ""] = found;
    const term = expression ? matching(expression) : containing(quoted?.replace(/\\(.)/g, "$1") ?? word);
    (sign === "-" ? excluded : sign === "?" ? alternatives : required).push(term);
  }
  return (message) =>
    required.every((term) => term(message)) &&
    !excluded.some((term) => term(message)) &&
    (required.length > 0 || alternatives.length === 0 || alternatives.some((term) => term(message)));
}

function containing(term: string): Filter {
  return (message) => message.includes(term);
}

function matching(text: string): Filter {
  const expression = regularExpression(text);
  return (message) => expression.test(message);
}
