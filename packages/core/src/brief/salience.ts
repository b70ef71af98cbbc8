import { ASSERTED } from "../scene/describe.ts";
import type { Scene } from "../scene/scene.schema.ts";
import { isContentWord, normalWord } from "../text/words.ts";
import { type BriefMaterial, toldScenes } from "./material.ts";

/** How much being like what was chosen before counts against a scene. */
const VARIETY = 0.6;

/** The scenes that say most, at most `count`, each unlike the others (maximal marginal relevance), in the order of time. */
export function mostTelling(material: BriefMaterial, count: number): Scene[] {
  const candidates = toldScenes(material).map((scene) => ({ scene, words: contentOf(scene), worth: worthOf(scene) }));
  const best = Math.max(...candidates.map(({ worth }) => worth), 1e-9);
  const chosen: typeof candidates = [];
  while (chosen.length < count && chosen.length < candidates.length) {
    const open = candidates.filter((candidate) => !chosen.includes(candidate));
    const value = (candidate: (typeof candidates)[number]) =>
      candidate.worth / best - VARIETY * Math.max(0, ...chosen.map((other) => shared(candidate.words, other.words)));
    chosen.push(open.reduce((top, candidate) => (value(candidate) > value(top) ? candidate : top)));
  }
  return chosen.map(({ scene }) => scene).toSorted((a, b) => a.index - b.index);
}

function worthOf({ speech, labels, texts, faces, people, defects }: Scene): number {
  const said = speech?.quotable ? Math.min(12, (speech.to - speech.from) / 4) : 0;
  const seen = labels.filter(({ confidence }) => confidence >= ASSERTED).length;
  const spoilt = defects.includes("black") || defects.includes("freeze") ? 4 : 0;
  return 1 + said + seen + 2 * Math.min(3, faces) + Math.min(3, people) + 2 * Math.min(3, texts.length) - spoilt;
}

function contentOf({ description, labels }: Scene): Set<string> {
  const words = [...description.split(/\s+/), ...labels.map(({ name }) => name)];
  return new Set(words.map(normalWord).filter(isContentWord));
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length;
  return common / Math.max(1, Math.min(one.size, other.size));
}
