import { bus } from "../events.ts";
import { list, publish, tag } from "../grants.ts";
import { limits } from "../limits.ts";
import { ffmpeg } from "../media.ts";
import { input } from "../storage.ts";
import { worker } from "./worker.ts";

/** Reads an original of up to 50 GB from end to end. Without the right to list, S3 would not say that it is gone. */
export const fingerprint = worker("ingest/fingerprint", {
  originals: "read",
  link: [limits],
  permissions: [list(input)],
  timeout: "15 minutes",
  memory: "1769 MB",
});

export const inspect = worker("ingest/inspect", {
  originals: "read",
  layers: [ffmpeg.arn],
  timeout: "5 minutes",
  memory: "3008 MB",
});

export const admit = worker("ingest/admit", { link: [limits], timeout: "1 minute", memory: "512 MB" });

export const reject = worker("ingest/reject", {
  originals: "read",
  media: "write",
  link: [bus],
  permissions: [tag(input, "uploads/"), publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});

export const finish = worker("ingest/finish", {
  media: "write",
  link: [input, bus],
  permissions: [publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});

export const fail = worker("ingest/fail", {
  originals: "read",
  media: "write",
  link: [bus],
  permissions: [tag(input, "uploads/"), publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});
