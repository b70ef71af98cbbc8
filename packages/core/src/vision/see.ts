import type { Inspected } from "../asset/asset.ts";
import { mediaOf } from "../asset/place.ts";
import { exists, placeOf, readText } from "../bucket.ts";
import type { DerivativeOf } from "../derivative/derivative.schema.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { framePlace } from "../derivative/frame-place.ts";
import { readDocument, writeDocument } from "../document.ts";
import { AppError } from "../error.ts";
import { BatchOrigin, FirstLook, type FrameBatch, type Seen, SeenBatch } from "./batch.schema.ts";
import { batchKey, batchPlace } from "./batches.ts";
import { canBeSeen, look, NO_ENGINES } from "./look.ts";
import { type SampledFrame, Samples } from "./vision.schema.ts";

/** Frames that are looked at at once; each is asked about three times. */
const PARALLEL = 4;

const FIRST = 0;
const firstLookPlace = (asset: Inspected) => mediaOf(asset, "vision/first.json");

/**
 * Asks, with the asset's first frame, which engines answer now, and notes it for all batches of a run: what other engines
 * saw is looked at again. What they saw in that frame is kept, so that its batch need not ask for it once more.
 */
export async function askEngines(asset: Inspected, frames: DerivativeOf<"frames">): Promise<void> {
  const first = canBeSeen(frames) ? await look(framePlace(asset, FIRST), FIRST) : { engines: NO_ENGINES, seen: null };
  await writeDocument(firstLookPlace(asset), FirstLook, first);
}

/** What batches are made from: hash of the frames, the samples, the engines that answer and what they saw first. */
export async function visionInputs(asset: Inspected) {
  const [frames, samples, { engines, seen: first }] = await Promise.all([
    Derivatives.get(asset.assetId, "frames"),
    Derivatives.get(asset.assetId, "samples"),
    readDocument(firstLookPlace(asset), FirstLook),
  ]);
  return { frames, engines, first, samples: await readDocument(placeOf(samples.uri), Samples) };
}

interface Order {
  readonly asset: Inspected;
  readonly runId: string;
  readonly frames: FrameBatch;
  /** Looks again also where the same was seen, but not twice in one run. */
  readonly force: boolean;
  /** Is told how much is done, in percent. */
  readonly tell?: (percent: number) => void;
}

/**
 * Looks at the frames of one batch and writes what is seen into its document. Cut off, it begins again; done, it is not done
 * twice: not by the same run, nor by another as long as frames, parameters and engines are the same.
 */
export async function see(order: Order): Promise<{ batch: number; frames: number }> {
  const { asset, runId, frames: batch, force } = order;
  const { frames, samples, engines, first } = await visionInputs(asset);
  const sampled = samples.frames.slice(batch.from, batch.to);
  const key = batchKey({ frames: frames.sha256, sampled, engines });
  const place = batchPlace(asset, batch);
  const before = (await exists(place)) ? BatchOrigin.parse(JSON.parse(await readText(place))) : undefined;
  if (before?.key !== key || (force && before.runId !== runId)) {
    const seen = canBeSeen(frames)
      ? await lookAtAll(order, sampled, first && { engines, seen: first })
      : { engines, seen: sampled.map(nothing) };
    await writeDocument(place, SeenBatch, { assetId: asset.assetId, key, runId, ...seen });
  }
  return { batch: batch.batch, frames: sampled.length };
}

type Look = Awaited<ReturnType<typeof look>>;

/** Frames may be looked at in any order; the document has them in the order of time. */
async function lookAtAll({ asset, tell }: Order, sampled: readonly SampledFrame[], first: Look | null) {
  const waiting = sampled.values();
  const looks: Look[] = [];
  const lookAt = (index: number) => (index === first?.seen.index ? first : look(framePlace(asset, index), index));
  const work = async () => {
    for (const { index } of waiting) {
      looks.push(await lookAt(index));
      tell?.((100 * looks.length) / sampled.length);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const [one] = looks;
  if (!one) throw new AppError("internal", `A batch of asset ${asset.assetId} has no frames`);
  return { engines: one.engines, seen: looks.map(({ seen }) => seen).sort((a, b) => a.index - b.index) };
}

const nothing = ({ index }: SampledFrame): Seen => ({ index, labels: [], people: [], faces: [], texts: [] });
