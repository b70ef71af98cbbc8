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

/** Storyboard, waveform and poster are made of what the job made, and lie beside it. */
export const storyboard = maker("Storyboard", { storage: "4 GB", permissions: [list(media)] });
export const waveform = maker("Waveform", { storage: "1 GB" });
export const poster = maker("Poster", { storage: "4 GB", permissions: [list(media)] });

function maker(
  name: string,
  { storage, permissions = [] }: { storage: `${number} GB`; permissions?: sst.aws.FunctionPermissionArgs[] },
) {
  return new sst.aws.Function(`Derive${name}`, {
    handler: `packages/functions/src/derive/${name.toLowerCase()}.handler`,
    link: [table, media],
    permissions: [use(table), ...permissions, read(media, "wsp_"), write(media, "wsp_")],
    layers: [ffmpeg.arn],
    timeout: "15 minutes",
    memory: "3008 MB",
    storage,
  });
}
