import { answerTo, list, transcode } from "../grants.ts";
import { ffmpeg, queue, role, transcoder } from "../media.ts";
import { media } from "../storage.ts";
import { worker } from "./worker.ts";

export const submit = worker("derive/submit", {
  originals: "read",
  media: "read",
  link: [transcoder],
  permissions: [...transcode(queue, role), answerTo("Derive")],
  timeout: "1 minute",
  memory: "512 MB",
});

/** A proxy of 12 hours has some 5 GB, and is inspected as a file. */
export const register = worker("derive/register", {
  media: "read",
  permissions: [list(media)],
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
  storage: "10 GB",
});

/** Storyboard, waveform and poster are made of what the job made, and lie beside it. */
const maker = {
  media: "write",
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
} satisfies Parameters<typeof worker>[1];

export const storyboard = worker("derive/storyboard", { ...maker, permissions: [list(media)], storage: "4 GB" });
export const waveform = worker("derive/waveform", { ...maker, storage: "1 GB" });
export const poster = worker("derive/poster", { ...maker, permissions: [list(media)], storage: "4 GB" });
