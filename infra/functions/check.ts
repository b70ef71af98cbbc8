import { read, use, write } from "../grants.ts";
import { ffmpeg } from "../media.ts";
import { input, media } from "../storage.ts";
import { table } from "../table.ts";

/** The proxy of 12 hours has some 5 GB, and is read as a file. Four cores decode and measure ten hours in time. */
export const check = new sst.aws.Function("UnderstandCheck", {
  handler: "packages/functions/src/understand/check.handler",
  link: [table, input, media],
  permissions: [use(table), read(input, "uploads/"), read(media, "wsp_"), write(media, "wsp_")],
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "7076 MB",
  storage: "10 GB",
});
