import type { Slice } from "../../scene/material.ts";
import type { Source } from "./source.ts";

/** Something that is said whole: indexes of words, `to` not included. */
export interface Sentence extends Slice {
  /** Whether it begins and ends as a sentence or an utterance does. */
  readonly isWhole: boolean;
}

const ENDS = /[.!?\u2026\u3002\uff01\uff1f]["'\u201d\u2019)\u300d\u300f]*$/u;
/** A pause that ends a sentence where nobody wrote a full stop. */
const PAUSE_MS = 600;
/** Speech without any mark or pause is cut at its longest breath when it goes on for so long. */
const LONG_MS = 12_000;

/** What is said in an asset, sentence by sentence: utterances, cut after marks that end one, and at pauses. */
export function sentencesOf({ words, utterances }: Pick<Source, "words" | "utterances">): Sentence[] {
  return utterances.flatMap(({ from, to }) => {
    const sentences: Sentence[] = [];
    let start = from;
    for (let at = from; at < to; at++) {
      const [word, next] = [words[at], words[at + 1]];
      if (!word) break;
      const pauseMs = next && at + 1 < to ? next.startMs - word.endMs : 0;
      const isEnd = at === to - 1 || ENDS.test(word.text) || pauseMs >= PAUSE_MS;
      const isLong = word.endMs - (words[start]?.startMs ?? 0) >= LONG_MS && pauseMs > 0;
      if (!isEnd && !isLong) continue;
      const before = sentences.at(-1);
      sentences.push({ from: start, to: at + 1, isWhole: isEnd && (before?.isWhole ?? true) });
      start = at + 1;
    }
    return sentences;
  });
}

/** Words with which a sentence leans on another one, that is not there when it stands alone. */
const LEANING = /^(and|but|so|because|or|he|she|they|it|this|that|these|those|which|then|also|however)$/i;

/** Whether a sentence is understood by itself. */
export const standsAlone = (firstWord: string): boolean => !LEANING.test(firstWord.replace(/[^\p{L}]/gu, ""));
