import { join } from "node:path";
import * as Assets from "@videoflow/core/asset/asset";
import { AssetId } from "@videoflow/core/asset/asset.schema";
import { mediaOf } from "@videoflow/core/asset/place";
import { download, uploadFile, uriOf } from "@videoflow/core/bucket";
import * as Derivatives from "@videoflow/core/derivative/derivative";
import { AUDIO_NAME } from "@videoflow/core/derivative/job";
import { planOf } from "@videoflow/core/derivative/plan";
import { waveform } from "@videoflow/media/waveform";
import * as z from "zod";
import { task } from "../lambda.ts";
import { byFfmpeg } from "./provenance.ts";
import { inScratch } from "./scratch.ts";

/** Measures the peaks of the clean audio, for a drawing of the sound. Nothing to do without sound. */
export const handler = task(z.object({ assetId: AssetId }), async ({ assetId }) => {
  const asset = await Assets.getInspected(assetId);
  const { audio } = planOf(asset.technical);
  if (!audio) return { outcome: "skipped" };
  return inScratch(async (directory) => {
    const sound = join(directory, AUDIO_NAME);
    await download(mediaOf(asset, AUDIO_NAME), sound);
    const output = join(directory, "waveform.json");
    const { length, sample_rate, samples_per_pixel } = await waveform({ path: sound, ...audio }, output);
    const place = mediaOf(asset, "waveform.json");
    const contentType = "application/json";
    const fixity = await uploadFile(output, place, contentType);
    const pointsPerSecond = sample_rate / samples_per_pixel;
    return Derivatives.register({
      assetId,
      derivative: { kind: "waveform", uri: uriOf(place), contentType, ...fixity, points: length, pointsPerSecond },
      provenance: await byFfmpeg(asset, "waveform", { sampleRate: sample_rate, samplesPerPoint: samples_per_pixel }),
    });
  });
});
