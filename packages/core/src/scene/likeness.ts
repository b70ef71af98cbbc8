import type { Colour, Sight } from "../vision/vision.schema.ts";

/** How sure the engine was of each label, at its best. */
export function labelWeights(sights: readonly Sight[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { name, confidence } of sights.flatMap(({ labels }) => labels)) {
    weights.set(name, Math.max(weights.get(name) ?? 0, confidence));
  }
  return weights;
}

/**
 * How alike two pictures are, from 0 to 1: half by what is seen (weighted Jaccard index), half by their colours. Where
 * nothing was recognised in either, colours alone tell.
 */
export function likeness(one: readonly Sight[], other: readonly Sight[]): number {
  if (one.length === 0 || other.length === 0) return one.length === other.length ? 1 : 0;
  const colours = colourLikeness(meanColour(one), meanColour(other));
  const labels = jaccard(labelWeights(one), labelWeights(other));
  return labels === undefined ? colours : (labels + colours) / 2;
}

function jaccard(one: Map<string, number>, other: Map<string, number>): number | undefined {
  let common = 0;
  let all = 0;
  for (const name of new Set([...one.keys(), ...other.keys()])) {
    const a = one.get(name) ?? 0;
    const b = other.get(name) ?? 0;
    common += Math.min(a, b);
    all += Math.max(a, b);
  }
  return all > 0 ? common / all : undefined;
}

type Rgb = readonly [number, number, number];

function meanColour(sights: readonly Sight[]): Rgb {
  const colours = sights.flatMap(({ colours }) => colours);
  const total = colours.reduce((sum, { share }) => sum + share, 0) || 1;
  const channel = (at: number) => colours.reduce((sum, colour) => sum + rgb(colour)[at as 0] * colour.share, 0) / total;
  return [channel(0), channel(1), channel(2)];
}

export const rgb = ({ hex }: Pick<Colour, "hex">): Rgb => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
];

/** 1 for the same colour, 0 from a quarter of the way between black and white on. */
function colourLikeness(one: Rgb, other: Rgb): number {
  const distance = Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
  return Math.max(0, 1 - distance / 110);
}
