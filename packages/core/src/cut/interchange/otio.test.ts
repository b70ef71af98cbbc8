import { describe, expect, it } from "vitest";
import { VariantSpec } from "../variant-spec.schema.ts";
import { fromOtio } from "./from-otio.ts";
import { RATES, randomOf, randomSources, randomSpec } from "./testing.ts";
import { toOtio } from "./to-otio.ts";

function example(seed: number) {
  const random = randomOf(seed);
  const frameRate = random.pick(RATES);
  const sources = randomSources(random, frameRate);
  return { spec: VariantSpec.parse(randomSpec(random, sources, frameRate)), sources };
}

const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1);
const next = (spec: VariantSpec) => ({ ...spec, revision: spec.revision + 1 });

describe("100 random specs", () => {
  it.each(SEEDS)("come back from OTIO as they were (%i)", (seed) => {
    const { spec, sources } = example(seed);
    expect(fromOtio(toOtio(spec, sources), spec, sources)).toEqual({ spec: next(spec), notes: [] });
  });

  it.each(SEEDS)("come back whole over another revision of the cut (%i)", (seed) => {
    const { spec, sources } = example(seed);
    const [first] = spec.items;
    const later = {
      ...spec,
      revision: 40,
      items: first ? [first] : [],
      frames: first?.frames ?? 1,
      titles: [],
      captions: [],
      music: null,
    };
    expect(fromOtio(toOtio(spec, sources), later, sources).spec).toEqual({ ...spec, revision: 41 });
  });

  it.each(SEEDS)("come back from a program that keeps no metadata (%i)", (seed) => {
    const { spec, sources } = example(seed);
    const plain = JSON.stringify(JSON.parse(toOtio(spec, sources)), (key, value) => (key === "metadata" ? {} : value));
    const { items } = fromOtio(plain, spec, sources).spec;
    expect(items).toEqual(spec.items);
  });
});
