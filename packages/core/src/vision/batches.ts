import { createHash } from "node:crypto";
import { mediaOf } from "../asset/place.ts";
import type { ObjectPlace } from "../bucket.ts";
import type { FrameBatch } from "./batch.schema.ts";
import { LOOK_PARAMETERS } from "./look-parameters.ts";
import type { Engines, SampledFrame } from "./vision.schema.ts";

/** As many frames as are looked at in seconds, so that a batch that is cut off costs little. */
const FRAMES_A_BATCH = 24;
/** What a state machine is told of them has to stay small. */
const MOST_BATCHES = 200;

type Owner = Parameters<typeof mediaOf>[0];

/** Batches of `count` sampled frames, none when there are none. */
export function batchesOf(count: number): FrameBatch[] {
  const size = Math.max(FRAMES_A_BATCH, Math.ceil(count / MOST_BATCHES));
  const of = Math.ceil(count / size);
  return Array.from({ length: of }, (_, batch) => ({
    ...{ batch, of },
    from: batch * size,
    to: Math.min(count, (batch + 1) * size),
  }));
}

export const batchPlace = (asset: Owner, { batch }: FrameBatch): ObjectPlace =>
  mediaOf(asset, `vision/batch.${batch}.json`);

interface BatchInputs {
  /** Hash of all the asset's frames. */
  readonly frames: string;
  readonly sampled: readonly SampledFrame[];
  readonly engines: Engines;
}

/** Everything that decides what is seen in a batch: with the same key it need not be looked at again. */
export function batchKey({ frames, sampled, engines }: BatchInputs): string {
  const { labels, faces, text } = engines;
  const inputs = [1, frames, sampled.map(({ index }) => index), LOOK_PARAMETERS, labels, faces, text];
  return createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
}
