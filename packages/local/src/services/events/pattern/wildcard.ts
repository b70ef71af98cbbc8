import { InvalidPattern } from "./invalid.ts";

/**
 * Text in which `*` stands for any run of characters; `\*` and `\\` stand for themselves. The matcher looks for the pieces
 * one after another, so its time grows with the text and not with the number of stars.
 */
export function wildcard(pattern: string): (value: string) => boolean {
  const pieces = piecesOf(pattern);
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return (value) => value === first;
  return (value) => {
    if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false;
    const end = value.length - last.length;
    let at = first.length;
    for (const piece of rest) {
      const found = value.indexOf(piece, at);
      if (found === -1 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
}

function piecesOf(pattern: string): string[] {
  const pieces = [""];
  let previousStar = false;
  for (let index = 0; index < pattern.length; index++) {
    let character = pattern[index] as string;
    if (character === "*") {
      if (previousStar) throw new InvalidPattern(`Consecutive wildcard characters at pos ${index - 1}`);
      previousStar = true;
      pieces.push("");
      continue;
    }
    if (character === "\\") {
      character = pattern[++index] ?? "";
      if (character !== "*" && character !== "\\")
        throw new InvalidPattern(`Invalid escape character at pos ${index - 1}`);
    }
    previousStar = false;
    pieces.push(`${pieces.pop()}${character}`);
  }
  return pieces;
}
