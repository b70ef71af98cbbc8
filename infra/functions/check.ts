import { ffmpeg } from "../media.ts";
import { worker } from "./worker.ts";

export const ranges = worker("understand/ranges", { timeout: "1 minute", memory: "512 MB" });

/** Decodes proxy and original and measures a quarter of an hour in two minutes or three, and twelve hours of sound alone in time. Needs almost two cores. */
export const measure = worker("understand/measure", {
  originals: "read",
  media: "write",
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
});

/** Holds all that was measured at once: of twelve hours 60 MB of JSON. Asks which ffmpeg it was measured with. */
export const check = worker("understand/check", {
  media: "write",
  layers: [ffmpeg.arn],
  timeout: "5 minutes",
  memory: "1769 MB",
});
