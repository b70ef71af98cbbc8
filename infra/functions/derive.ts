import { list, read, transcode, use, write } from "../grants.ts";
import { ffmpeg, queue, role, transcoder } from "../media.ts";
import { input, media } from "../storage.ts";
import { table } from "../table.ts";

export const submit = new sst.aws.Function("DeriveSubmit", {
  handler: "packages/functions/src/derive/submit.handler",
  link: [table, input, media, transcoder],
  permissions: [use(table), read(input, "uploads/"), ...transcode(queue, role)],
  timeout: "1 minute",
  memory: "512 MB",
});

/** A proxy of 12 hours has some 5 GB, and is inspected as a file. */
export const register = new sst.aws.Function("DeriveRegister", {
  handler: "packages/functions/src/derive/register.handler",
  link: [table, media],
  permissions: [use(table), list(media), read(media, "wsp_")],
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
  storage: "10 GB",
});

export const storyboard = new sst.aws.Function("DeriveStoryboard", {
  handler: "packages/functions/src/derive/storyboard.handler",
  link: [table, media],
  permissions: [use(table), list(media), read(media, "wsp_"), write(media, "wsp_")],
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
  storage: "4 GB",
});

export const waveform = new sst.aws.Function("DeriveWaveform", {
  handler: "packages/functions/src/derive/waveform.handler",
  link: [table, media],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_")],
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
  storage: "1 GB",
});

export const poster = new sst.aws.Function("DerivePoster", {
  handler: "packages/functions/src/derive/poster.handler",
  link: [table, media],
  permissions: [use(table), list(media), read(media, "wsp_"), write(media, "wsp_")],
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3008 MB",
  storage: "4 GB",
});
