import { describe, expect, it } from "vitest";
import { Codes, dot } from "./codes.ts";

const COUNT = 10_000;
const DIMENSION = 20;

/** Numbers from -1 to 1 that look random and are always the same. */
const numbers = (seed: number) =>
  Float32Array.from({ length: DIMENSION }, (_, index) => Math.sin(seed * 12.9898 + index * 78.233) * (1 + (seed % 3)));

const vectors = Array.from({ length: COUNT }, (_, index) => numbers(index + 1));
const query = numbers(-5);
const every = (step: number) => Uint32Array.from({ length: Math.floor(COUNT / step) }, (_, index) => index * step);

const near = {
  cosine: (vector: Float32Array) => dot(query, vector) / Math.sqrt(dot(vector, vector)),
  euclidean: (vector: Float32Array) => 2 * dot(query, vector) - dot(vector, vector),
};

describe.each(["cosine", "euclidean"] as const)("the first pass by %s", (metric) => {
  const codes = new Codes(DIMENSION, metric);
  for (const vector of vectors) codes.add(vector);

  it.each([
    ["all slots", every(1)],
    ["most slots", every(1).filter((slot) => slot % 10 !== 3)],
    ["few slots far apart", every(7)],
    ["one slot", Uint32Array.of(COUNT - 1)],
    ["no slot", new Uint32Array()],
  ])("visits %s once and is off by no more than eight bits allow", (_what, slots) => {
    const visited: number[] = [];
    codes.scan(query, slots, (slot, score) => {
      visited.push(slot);
      expect(Math.abs(score - near[metric](vectors[slot] as Float32Array))).toBeLessThan(0.2);
    });
    expect(visited).toEqual([...slots]);
  });
});
