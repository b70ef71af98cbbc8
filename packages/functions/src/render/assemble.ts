import { join } from "node:path";
import { download, uploadFile } from "@videoflow/core/bucket";
import { FormatName } from "@videoflow/core/cut/order.schema";
import { deliverablePlace, readPlan, soundPlace, unitPlace, videoName } from "@videoflow/core/cut/render/render-places";
import { CutTask } from "@videoflow/core/cut/task.schema";
import { eachInParallel } from "@videoflow/core/each-in-parallel";
import { AppError } from "@videoflow/core/error";
import { joinUnits } from "@videoflow/media/render/join";
import { rateOf } from "@videoflow/media/render/rate";
import { inScratch } from "../derive/scratch.ts";
import { task } from "../lambda.ts";

const PARALLEL_DOWNLOADS = 16;
const TIMEOUT_MS = 14 * 60_000;

/** Joins the units of one format, and the sound. Nothing is encoded again; it counts once it was verified. */
export const handler = task(CutTask.extend({ format: FormatName }), async ({ cutId, revision, format }) => {
  const { units, timeline, sound, frameRate } = await readPlan(cutId, revision);
  const parts = timeline.map((unit) => {
    const planned = units[unit];
    const key = planned?.files.find((file) => file.format === format)?.key;
    if (!planned || !key)
      throw new AppError("internal", `The plan of ${cutId}, revision ${revision}, lacks unit ${unit} of ${format}`);
    return { key, frames: planned.unit.frames };
  });
  return inScratch(async (directory) => {
    const fileOf = (key: string) => join(directory, `${key}.mp4`);
    await eachInParallel(new Set(parts.map(({ key }) => key)), PARALLEL_DOWNLOADS, async (key) => {
      await download(unitPlace(cutId, key), fileOf(key));
    });
    const soundFile = join(directory, "sound.m4a");
    await download(soundPlace(cutId, sound.key), soundFile);
    const name = videoName(format);
    const file = join(directory, name);
    await joinUnits(
      parts.map(({ key, frames }) => ({ file: fileOf(key), frames })),
      soundFile,
      rateOf(frameRate),
      file,
      TIMEOUT_MS,
    );
    return uploadFile(file, deliverablePlace(cutId, revision, name), "video/mp4");
  });
});
