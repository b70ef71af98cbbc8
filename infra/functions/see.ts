import { look } from "../grants.ts";
import { ffmpeg } from "../media.ts";
import { worker } from "./worker.ts";

/** The proxy of 12 hours has some 5 GB, and is read as a file. */
export const shots = worker("understand/shots", {
  media: "write",
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
  storage: "10 GB",
});

export const sample = worker("understand/sample", {
  media: "write",
  permissions: [look],
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
});

/** Waits for Rekognition most of the time. */
export const see = worker("understand/see", {
  media: "write",
  permissions: [look],
  timeout: "15 minutes",
  memory: "512 MB",
});

/** Holds all that was seen at once; of ten hours of footage that is some 50 MB. */
export const gather = worker("understand/gather", { media: "write", timeout: "5 minutes", memory: "1769 MB" });
