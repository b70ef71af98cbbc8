import { quote } from "../scene/describe.ts";
import type { Evidence } from "../scene/scene.schema.ts";
import { isContentWord, normalWord } from "../text/words.ts";
import type { BriefMaterial } from "./material.ts";

export interface Phrase {
  /** As it was first said. */
  readonly text: string;
  readonly score: number;
  readonly evidence: Evidence[];
}

const LONGEST = 3;
const MOST_EVIDENCE = 3;

/**
 * Phrases that tell what is talked about, best first: RAKE (Rose, Engel, Cramer, Cowley 2010). A phrase is content words
 * in a row; a word counts for more the longer the phrases are in which it occurs. Only words that may be quoted.
 */
export function phrasesOf(material: BriefMaterial): Phrase[] {
  const runs = runsOf(material);
  const worth = wordScores(runs.map(({ words }) => words));
  const byText = Map.groupBy(runs, ({ words }) => words.join(" "));
  return [...byText.values()]
    .map((said): Phrase => {
      const [first] = said as [Run, ...Run[]];
      const evidence = said.slice(0, MOST_EVIDENCE).map((run) => quote(run, material.words));
      const score = first.words.reduce((sum, word) => sum + (worth.get(word) ?? 0), 0) * Math.sqrt(said.length);
      return { text: trimmed(evidence[0]?.text ?? ""), score, evidence };
    })
    .filter(({ text }) => text.length > 2)
    .toSorted((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1));
}

interface Run {
  readonly words: readonly string[];
  readonly from: number;
  readonly to: number;
}

function runsOf({ scenes, words }: BriefMaterial): Run[] {
  const runs: Run[] = [];
  for (const { speech } of scenes) {
    if (!speech?.quotable) continue;
    let from = speech.from;
    for (let at = speech.from; at <= speech.to; at++) {
      const text = at < speech.to ? (words[at]?.text ?? "") : "";
      const ends = /[.,;:!?…]$/.test(text);
      const content = isContentWord(normalWord(text));
      const to = content ? at + 1 : at;
      if (!content || ends || to - from === LONGEST) {
        if (to > from) runs.push({ from, to, words: words.slice(from, to).map((word) => normalWord(word.text)) });
        from = at + 1;
      }
    }
  }
  return runs;
}

function wordScores(phrases: readonly (readonly string[])[]): Map<string, number> {
  const frequency = new Map<string, number>();
  const degree = new Map<string, number>();
  for (const phrase of phrases) {
    for (const word of phrase) {
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
      degree.set(word, (degree.get(word) ?? 0) + phrase.length);
    }
  }
  return new Map([...frequency].map(([word, count]) => [word, (degree.get(word) ?? 0) / count]));
}

const trimmed = (text: string): string => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
