import { join } from "node:path";
import { exists, uploadFile } from "@videoflow/core/bucket";
import { readSpec } from "@videoflow/core/cut/documents";
import { readPlan, soundPlace } from "@videoflow/core/cut/render/render-places";
import { CutTask } from "@videoflow/core/cut/task.schema";
import { rateOf } from "@videoflow/media/render/rate";
import { soundtrack } from "@videoflow/media/render/soundtrack";
import { inScratch } from "../derive/scratch.ts";
import { task } from "../lambda.ts";
import { withSources } from "./sources.ts";

const TIMEOUT_MS = 14 * 60_000;

/** Mixes the sound of all formats, once. */
export const handler = task(CutTask, async ({ cutId, revision }) => {
  const [spec, { sound }] = await Promise.all([readSpec(cutId, revision), readPlan(cutId, revision)]);
  const place = soundPlace(cutId, sound.key);
  if (await exists(place)) return { outcome: "known" };
  return inScratch(async (directory) => {
    const file = join(directory, "sound.m4a");
    const { frames, frameRate, music, loudness: target } = spec;
    const cut = { rate: rateOf(frameRate), frames, ranges: sound.ranges, music, target, timeoutMs: TIMEOUT_MS };
    const ids = sound.ranges.map(({ assetId }) => assetId);
    const loudness = await withSources(ids, (sources) => soundtrack({ ...cut, sources }, file));
    await uploadFile(file, place, "audio/mp4");
    return { loudness };
  });
});
