import { expect, it } from "vitest";
import { VariantSpec } from "../variant-spec.schema.ts";
import { fromEdl } from "./from-edl.ts";
import { RATES, randomOf, randomSources, randomSpec } from "./testing.ts";
import { toEdl } from "./to-edl.ts";

it.each(Array.from({ length: 100 }, (_, index) => index + 1))("a spec comes back from its EDL (%i)", (seed) => {
  const random = randomOf(seed);
  const frameRate = random.pick(RATES);
  const sources = randomSources(random, frameRate);
  const spec = VariantSpec.parse(randomSpec(random, sources, frameRate));
  const edl = toEdl(spec, sources);
  expect(fromEdl(edl, spec, sources).spec).toEqual({ ...spec, revision: spec.revision + 1 });
});
