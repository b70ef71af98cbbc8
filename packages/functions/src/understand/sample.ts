import * as Assets from "@videoflow/core/asset/asset";
import { mediaOf } from "@videoflow/core/asset/place";
import { placeOf } from "@videoflow/core/bucket";
import * as Derivatives from "@videoflow/core/derivative/derivative";
import { make } from "@videoflow/core/derivative/make";
import { readDocument, writeDocument } from "@videoflow/core/document";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { batchesOf } from "@videoflow/core/vision/batches";
import { askEngines } from "@videoflow/core/vision/see";
import { Samples, Shots } from "@videoflow/core/vision/vision.schema";
import { SAMPLE_PARAMETERS, sample } from "@videoflow/media/sample";
import { readFrames } from "../derive/frames.ts";
import { ffmpegTool } from "../derive/provenance.ts";
import { task } from "../lambda.ts";

/** Chooses the frames that are worth looking at, and parts them into batches: none without a picture. */
export const handler = task(UnderstandTask, async ({ assetId, from }) => {
  const asset = await Assets.getInspected(assetId);
  if (!asset.technical.video) return { batches: [] };
  const [frames, shots] = await Promise.all([Derivatives.get(assetId, "frames"), Derivatives.get(assetId, "shots")]);
  const provenance = {
    ...{ inputs: { frames: frames.sha256, shots: shots.sha256 }, operation: "sample" },
    ...{ parameters: { ...SAMPLE_PARAMETERS }, tool: await ffmpegTool() },
  };
  const made = make({ assetId, kind: "samples", provenance, force: isForced("Sample", from) }, async () => {
    const { count: of, intervalMs } = frames;
    const cuts = await readDocument(placeOf(shots.uri), Shots);
    const jpegs = readFrames(asset, new Array(of).keys());
    const chosen = await sample({ jpegs, count: of, intervalMs, shots: cuts.shots });
    const place = mediaOf(asset, "samples.json");
    const document = await writeDocument(place, Samples, { version: 1, assetId, of, frames: chosen });
    return { kind: "samples", ...document, count: chosen.length, of };
  });
  // Engines that rest take seconds to start: meanwhile the frames are chosen.
  const [{ count }] = await Promise.all([made, askEngines(asset, frames)]);
  return { batches: batchesOf(count) };
});
