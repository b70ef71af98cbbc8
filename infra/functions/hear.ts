import { answerTo, listUnder, read, transcribe, use, write } from "../grants.ts";
import { ffmpeg } from "../media.ts";
import { input, media } from "../storage.ts";
import { table } from "../table.ts";

/** Subtitle tracks are read out of originals of any length. Transcribe reads and writes with this function's rights. */
export const hear = new sst.aws.Function("UnderstandHear", {
  handler: "packages/functions/src/understand/hear.handler",
  link: [table, input, media],
  permissions: [
    ...[use(table), listUnder(input, "uploads/"), read(input, "uploads/"), read(media, "wsp_"), write(media, "wsp_")],
    ...[transcribe(), answerTo("Understand")],
  ],
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
});

export const captions = new sst.aws.Function("UnderstandCaptions", {
  handler: "packages/functions/src/understand/captions.handler",
  link: [table, media],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_")],
  timeout: "5 minutes",
  memory: "1769 MB",
});
