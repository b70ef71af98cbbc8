import { ffmpeg } from "../media.ts";
import { worker } from "./worker.ts";

/** The proxy of 12 hours has some 5 GB, and is read as a file. Four cores decode and measure ten hours in time. */
export const check = worker("understand/check", {
  originals: "read",
  media: "write",
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "7076 MB",
  storage: "10 GB",
});
