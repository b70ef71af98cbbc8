import { join } from "node:path";
import * as Assets from "@videoflow/core/asset/asset";
import { AssetId } from "@videoflow/core/asset/asset.schema";
import { mediaOf } from "@videoflow/core/asset/place";
import { download, uriOf } from "@videoflow/core/bucket";
import { byTranscode } from "@videoflow/core/derivative/by-transcode";
import * as Derivatives from "@videoflow/core/derivative/derivative";
import { AUDIO_NAME, FRAMES_FOLDER, PROXY_NAME } from "@videoflow/core/derivative/job";
import { FRAME_INTERVAL_MS, type Plan, planOf } from "@videoflow/core/derivative/plan";
import { verifyAudio } from "@videoflow/media/verify-audio";
import { verifyFrames } from "@videoflow/media/verify-frames";
import { verifyProxy } from "@videoflow/media/verify-proxy";
import * as z from "zod";
import { task } from "../lambda.ts";
import { framesOf } from "./frames.ts";
import { inScratch } from "./scratch.ts";

/** Inspects what the job wrote, each thing once, and notes what proves to be right. */
export const handler = task(z.object({ assetId: AssetId }), async ({ assetId }) => {
  const asset = await Assets.getInspected(assetId);
  const { proxy, audio, frames } = planOf(asset.technical);
  return inScratch((directory) =>
    Promise.all([
      proxy && registerProxy(asset, proxy, directory),
      audio && registerAudio(asset, audio, directory),
      frames && registerFrames(asset, frames),
    ]),
  );
});

async function registerProxy(asset: Assets.Inspected, plan: NonNullable<Plan["proxy"]>, directory: string) {
  const place = mediaOf(asset, PROXY_NAME);
  const file = join(directory, PROXY_NAME);
  const fixity = await download(place, file);
  const { durationMs, width, height } = await verifyProxy(file, plan);
  return Derivatives.register({
    assetId: asset.assetId,
    derivative: {
      ...{ kind: "proxy", uri: uriOf(place), contentType: "video/mp4" },
      ...{ ...fixity, durationMs, width, height },
      ...{ frameRate: plan.frameRate.numerator / plan.frameRate.denominator },
      ...{ videoCodec: "h264", audioCodec: plan.hasAudio ? "aac" : null },
    },
    provenance: byTranscode(asset, plan),
  });
}

async function registerAudio(asset: Assets.Inspected, plan: NonNullable<Plan["audio"]>, directory: string) {
  const place = mediaOf(asset, AUDIO_NAME);
  const file = join(directory, AUDIO_NAME);
  const fixity = await download(place, file);
  const facts = await verifyAudio(file, plan);
  return Derivatives.register({
    assetId: asset.assetId,
    derivative: { kind: "audio", uri: uriOf(place), contentType: "audio/mp4", codec: "aac", ...fixity, ...facts },
    provenance: byTranscode(asset, plan),
  });
}

async function registerFrames(asset: Assets.Inspected, plan: NonNullable<Plan["frames"]>) {
  const facts = await verifyFrames(await framesOf(asset), plan);
  return Derivatives.register({
    assetId: asset.assetId,
    derivative: {
      ...{ kind: "frames", uri: uriOf(mediaOf(asset, FRAMES_FOLDER)), contentType: "image/jpeg" },
      ...{ ...facts, intervalMs: FRAME_INTERVAL_MS },
    },
    provenance: byTranscode(asset, plan),
  });
}
