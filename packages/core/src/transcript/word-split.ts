/** Scripts that put no spaces between words. Hangul does. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;
/** Letters of those scripts, and the marks that stand among them without spaces. */
const JOINED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}\u3000-\u303f\u30fc\uff00-\uffef]/u;
const OPENING = /^[\p{Ps}\p{Pi}\u00bf\u00a1"']+$/u;
const NAMES_SOMETHING = /[\p{L}\p{N}]/u;

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/**
 * The words of a text, each with the punctuation that belongs to it, also where that stands apart (`« Bonjour »`); of
 * scripts without spaces, what a dictionary finds.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let opening = "";
  for (const { token, space } of tokensOf(text)) {
    if (NAMES_SOMETHING.test(token)) {
      words.push(opening ? opening + space + token : token);
      opening = "";
    } else if (words.length === 0 || OPENING.test(token)) {
      opening += (opening && space) + token;
    } else {
      words.push(words.pop() + (opening && space + opening) + space + token);
      opening = "";
    }
  }
  const last = words.pop();
  return last === undefined ? [] : [...words, opening ? `${last} ${opening}` : last];
}

interface Token {
  readonly token: string;
  /** What stands before it, when anything does. */
  readonly space: "" | " ";
}

function* tokensOf(text: string): IterableIterator<Token> {
  for (const piece of text.split(/\s+/)) {
    if (piece === "") continue;
    if (!UNSPACED.test(piece)) yield { token: piece, space: " " };
    else {
      let space: Token["space"] = " ";
      for (const { segment } of segmenter.segment(piece)) {
        yield { token: segment, space };
        space = "";
      }
    }
  }
}

/** Words as they are written one after another: with spaces, but not inside scripts that have none. */
export function joinWords(words: readonly string[]): string {
  let text = "";
  for (const word of words) text += text === "" || isJoined(text, word) ? word : ` ${word}`;
  return text;
}

/** Whether no space stands between the end of `before` and the beginning of `after`. */
export const isJoined = (before: string, after: string): boolean =>
  JOINED.test(lastLetter(before)) && JOINED.test(String.fromCodePoint(after.codePointAt(0) ?? 0x20));

function lastLetter(text: string): string {
  const low = text.charAt(text.length - 1);
  return /[\udc00-\udfff]/.test(low) ? text.slice(-2) : low;
}
