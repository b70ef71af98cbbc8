import { answerTo, listUnder, transcribe } from "../grants.ts";
import { ffmpeg } from "../media.ts";
import { input } from "../storage.ts";
import { worker } from "./worker.ts";

/** Subtitle tracks are read out of originals of any length. Transcribe reads and writes with this function's rights. */
export const hear = worker("understand/hear", {
  originals: "read",
  media: "write",
  permissions: [listUnder(input, "uploads/"), transcribe(), answerTo("Understand")],
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
});

export const captions = worker("understand/captions", { media: "write", timeout: "5 minutes", memory: "1769 MB" });
