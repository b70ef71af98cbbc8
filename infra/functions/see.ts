import { look, read, use, write } from "../grants.ts";
import { ffmpeg } from "../media.ts";
import { media } from "../storage.ts";
import { table } from "../table.ts";

/** The proxy of 12 hours has some 5 GB, and is read as a file. */
export const shots = new sst.aws.Function("UnderstandShots", {
  handler: "packages/functions/src/understand/shots.handler",
  link: [table, media],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_")],
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
  storage: "10 GB",
});

export const sample = new sst.aws.Function("UnderstandSample", {
  handler: "packages/functions/src/understand/sample.handler",
  link: [table, media],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_"), look],
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
});

/** Waits for Rekognition most of the time. */
export const see = new sst.aws.Function("UnderstandSee", {
  handler: "packages/functions/src/understand/see.handler",
  link: [table, media],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_"), look],
  timeout: "15 minutes",
  memory: "512 MB",
});

/** Holds all that was seen at once; of ten hours of footage that is some 50 MB. */
export const gather = new sst.aws.Function("UnderstandGather", {
  handler: "packages/functions/src/understand/gather.handler",
  link: [table, media],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_")],
  timeout: "5 minutes",
  memory: "1769 MB",
});
