import { likeness } from "./likeness.ts";
import { type Material, type Range, sightsIn, wordsIn } from "./material.ts";
import { LONGEST_SCENE_MS } from "./units.ts";

/** Neighbours at least so alike belong together. */
const ALIKE = 0.55;
/** A sentence that goes on over a cut holds its shots together. */
const SPEECH_GOES_ON = 0.3;
/** What is shorter is never a scene of its own. */
const SHORTEST_SCENE_MS = 2_000;

/** Puts units that follow each other together to scenes, the most alike neighbours first. */
export function mergeUnits(units: readonly Range[], material: Material): Range[] {
  const scenes = [...units];
  const bonds = units.slice(1).map((unit, index) => bondOf(units[index] as Range, unit, material));
  for (;;) {
    const at = strongest(scenes, bonds);
    if (at < 0) return scenes;
    const merged = { startMs: (scenes[at] as Range).startMs, endMs: (scenes[at + 1] as Range).endMs };
    scenes.splice(at, 2, merged);
    bonds.splice(at, 1);
    if (at > 0) bonds[at - 1] = bondOf(scenes[at - 1] as Range, merged, material);
    if (at < bonds.length) bonds[at] = bondOf(merged, scenes[at + 1] as Range, material);
  }
}

/** The place of the strongest bond that may be closed, or -1. */
function strongest(scenes: readonly Range[], bonds: readonly number[]): number {
  let best = -1;
  for (const [at, bond] of bonds.entries()) {
    const [one, other] = [scenes[at] as Range, scenes[at + 1] as Range];
    const short = Math.min(lengthOf(one), lengthOf(other)) < SHORTEST_SCENE_MS;
    const fits = lengthOf(one) + lengthOf(other) <= LONGEST_SCENE_MS;
    if ((short || (fits && bond >= ALIKE)) && (best < 0 || bond > (bonds[best] as number))) best = at;
  }
  return best;
}

function bondOf(one: Range, other: Range, material: Material): number {
  const pictures = material.vision
    ? likeness(sightsIn(material.vision.sights, one), sightsIn(material.vision.sights, other))
    : 0;
  return pictures + (speechGoesOn(one, other, material) ? SPEECH_GOES_ON : 0);
}

function speechGoesOn(one: Range, other: Range, material: Material): boolean {
  const last = wordsIn(material, one);
  const first = wordsIn(material, other);
  if (!last || !first) return false;
  return material.transcript?.utterances.some(({ from, to }) => from < last.to && to > first.from) ?? false;
}

const lengthOf = ({ startMs, endMs }: Range): number => endMs - startMs;
