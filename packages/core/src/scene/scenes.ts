import { QUOTABLE_CONFIDENCE } from "../transcript/transcript.schema.ts";
import { textSpans } from "../vision/text-spans.ts";
import type { Colour, Sight } from "../vision/vision.schema.ts";
import { describe, textOf } from "./describe.ts";
import { labelWeights } from "./likeness.ts";
import { type Material, overlaps, type Range, sightsIn, wordsIn } from "./material.ts";
import { mergeUnits } from "./merge.ts";
import type { Scene } from "./scene.schema.ts";
import { unitsOf } from "./units.ts";

/** Version of the rules that make scenes: another one makes other scenes of the same material. */
export const SCENE_RULES = "scene rules 2";

const MOST_COLOURS = 5;

/** Merges shots, words, labels, text and defects into scenes, in the order of time and without gaps. */
export function scenesOf(material: Material): Scene[] {
  return mergeUnits(unitsOf(material), material).map((range, index) => sceneOf(range, index, material));
}

function sceneOf(range: Range, index: number, material: Material): Scene {
  const sights = sightsIn(material.vision?.sights ?? [], range);
  const facts = {
    speech: speechIn(material, range),
    labels: [...labelWeights(sights)]
      .map(([name, confidence]) => ({ name, confidence }))
      .toSorted((a, b) => b.confidence - a.confidence || (a.name < b.name ? -1 : 1)),
    people: most(sights, ({ people }) => people.length),
    faces: most(sights, ({ faces }) => faces.length),
    // A line that stands for a while is read now so, now otherwise: it is one, as it was read best.
    texts: [...new Set(textSpans(sights).map(({ text }) => text))],
    colours: coloursOf(sights),
  };
  return {
    index,
    startMs: range.startMs,
    endMs: range.endMs,
    shots: shotsIn(material, range),
    ...describe(facts, sights, material.transcript?.words ?? []),
    ...facts,
    defects: defectsIn(material, range),
    posterFrame: posterOf(sights)?.index ?? null,
  };
}

function speechIn(material: Material, range: Range): Scene["speech"] {
  const slice = wordsIn(material, range);
  if (!slice || !material.transcript) return null;
  const { words, quotable } = material.transcript;
  const spoken = words.slice(slice.from, slice.to);
  const confidence = spoken.reduce((sum, word) => sum + word.confidence, 0) / spoken.length;
  return {
    ...slice,
    text: textOf(words, slice),
    confidence,
    quotable: quotable && confidence >= QUOTABLE_CONFIDENCE,
  };
}

function shotsIn({ shots }: Material, range: Range): Scene["shots"] {
  if (!shots) return null;
  const from = shots.shots.findIndex((shot) => overlaps(shot, range));
  const last = shots.shots.findLastIndex((shot) => overlaps(shot, range));
  return { from, to: last + 1 };
}

function defectsIn({ checks }: Material, range: Range): Scene["defects"] {
  const found = checks?.defects.filter((defect) => overlaps(defect, range)) ?? [];
  return [...new Set(found.map(({ kind }) => kind))].sort();
}

/** The picture with most to see: faces before people before things; of equal ones the first. */
function posterOf(sights: readonly Sight[]): Sight | undefined {
  const worth = ({ faces, people, labels }: Sight) => faces.length * 100 + people.length * 10 + labels.length;
  return sights.toSorted((a, b) => worth(b) - worth(a))[0];
}

/** Of all its frames together, largest share first. */
function coloursOf(sights: readonly Sight[]): Colour[] {
  const shares = new Map<string, number>();
  for (const { hex, share } of sights.flatMap(({ colours }) => colours)) {
    shares.set(hex, (shares.get(hex) ?? 0) + share / sights.length);
  }
  return [...shares]
    .map(([hex, share]) => ({ hex, share: Math.min(1, Math.round(share * 1000) / 1000) }))
    .toSorted((a, b) => b.share - a.share || (a.hex < b.hex ? -1 : 1))
    .slice(0, MOST_COLOURS);
}

function most(sights: readonly Sight[], count: (sight: Sight) => number): number {
  return Math.max(0, ...sights.map(count));
}
