import { bus } from "../events.ts";
import { publish, read, tag, use, write } from "../grants.ts";
import { limits } from "../limits.ts";
import { ffmpeg } from "../media.ts";
import { input, media } from "../storage.ts";
import { table } from "../table.ts";

/** Reads an original of up to 50 GB from end to end. */
export const fingerprint = new sst.aws.Function("IngestFingerprint", {
  handler: "packages/functions/src/ingest/fingerprint.handler",
  link: [table, input, limits],
  permissions: [use(table), read(input, "uploads/")],
  timeout: "15 minutes",
  memory: "1769 MB",
});

export const inspect = new sst.aws.Function("IngestInspect", {
  handler: "packages/functions/src/ingest/inspect.handler",
  link: [table, input],
  permissions: [use(table), read(input, "uploads/")],
  layers: [ffmpeg.arn],
  timeout: "5 minutes",
  memory: "3008 MB",
});

export const admit = new sst.aws.Function("IngestAdmit", {
  handler: "packages/functions/src/ingest/admit.handler",
  link: [table, limits],
  permissions: [use(table)],
  timeout: "1 minute",
  memory: "512 MB",
});

export const reject = new sst.aws.Function("IngestReject", {
  handler: "packages/functions/src/ingest/reject.handler",
  link: [table, input, media, bus],
  permissions: [
    use(table),
    read(input, "uploads/"),
    tag(input, "uploads/"),
    read(media, "wsp_"),
    write(media, "wsp_"),
    publish(bus),
  ],
  timeout: "1 minute",
  memory: "512 MB",
});

export const finish = new sst.aws.Function("IngestFinish", {
  handler: "packages/functions/src/ingest/finish.handler",
  link: [table, input, media, bus],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_"), publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});

export const fail = new sst.aws.Function("IngestFail", {
  handler: "packages/functions/src/ingest/fail.handler",
  link: [table, input, media, bus],
  permissions: [
    use(table),
    read(input, "uploads/"),
    tag(input, "uploads/"),
    read(media, "wsp_"),
    write(media, "wsp_"),
    publish(bus),
  ],
  timeout: "1 minute",
  memory: "512 MB",
});
