import { createHash } from "node:crypto";
import type { Inspected } from "../asset/asset.ts";
import { uriOf } from "../bucket.ts";
import type { DerivativeOf } from "../derivative/derivative.schema.ts";
import { readDocument } from "../document.ts";
import { AppError } from "../error.ts";
import { type Seen, SeenBatch } from "./batch.schema.ts";
import { batchesOf, batchKey, batchPlace } from "./batches.ts";
import { LOOK_PARAMETERS } from "./look-parameters.ts";
import { visionInputs } from "./see.ts";
import { textSpans } from "./text-spans.ts";
import type { Engines, Samples, Sight, Vision } from "./vision.schema.ts";

/** Everything that the batches of an asset saw. */
interface Gathered {
  readonly engines: Engines;
  readonly seen: readonly Seen[];
  readonly samples: Samples;
  /** Hash of what was seen. */
  readonly sha256: string;
}

/** Reads all batches. Throws `internal` when one is of other frames or engines than this run's. */
export async function readBatches(asset: Inspected): Promise<Gathered> {
  const { frames, samples, engines } = await visionInputs(asset);
  const seen: Seen[] = [];
  let answered = engines;
  for (const batch of batchesOf(samples.frames.length)) {
    const place = batchPlace(asset, batch);
    const document = await readDocument(place, SeenBatch);
    const key = batchKey({ frames: frames.sha256, sampled: samples.frames.slice(batch.from, batch.to), engines });
    if (document.key !== key) {
      throw new AppError("internal", `${uriOf(place)} is of other frames or engines; run reprocess from See`);
    }
    answered = document.engines;
    for (const frame of document.seen) seen.push(frame);
  }
  const sha256 = createHash("sha256").update(JSON.stringify(seen)).digest("hex");
  return { engines: answered, seen, samples, sha256 };
}

/** Puts together what was seen and when: one document for the whole asset. */
export function visionOf({ engines, seen, samples }: Gathered): Vision {
  const byIndex = new Map(seen.map((frame) => [frame.index, frame]));
  const sights = samples.frames.map(({ index, atMs, untilMs, colours }): Sight => {
    const frame = byIndex.get(index);
    if (!frame) throw new AppError("internal", `Frame ${index} of asset ${samples.assetId} was not looked at`);
    return { ...frame, atMs, untilMs, colours };
  });
  return { version: 1, assetId: samples.assetId, engines, sights, texts: textSpans(sights) };
}

type Summary = Pick<DerivativeOf<"vision">, "frames" | "labels" | "people" | "faces" | "texts">;

/** What the asset's page shows of it. Only labels that are more likely right than wrong are named. */
export function summaryOf({ sights, texts }: Vision): Summary {
  const sure = sights.flatMap(({ labels }) => labels.filter(({ confidence }) => confidence >= LOOK_PARAMETERS.person));
  const most = (count: (sight: Sight) => number) =>
    sights.reduce((highest, sight) => Math.max(highest, count(sight)), 0);
  return {
    frames: sights.length,
    labels: [...new Set(sure.map(({ name }) => name))].sort(),
    people: most(({ people }) => people.length),
    faces: most(({ faces }) => faces.length),
    texts: texts.length,
  };
}
