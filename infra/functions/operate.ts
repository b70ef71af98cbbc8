import { bus } from "../events.ts";
import { embedBy, keepVectors, list, publish, read, start, useInBatches, write } from "../grants.ts";
import { embedding, indexes, models, vectors } from "../search.ts";
import { input, media, output } from "../storage.ts";
import { table } from "../table.ts";
import { ingest } from "../workflows/ingest.ts";
import { understand } from "../workflows/understand.ts";
import { worker } from "./worker.ts";

export const scan = worker("operate/scan", {
  link: [media],
  permissions: [list(media)],
  timeout: "15 minutes",
  memory: "512 MB",
});

/** Writes manifests, too: of what is newer in the table than in the bucket. */
export const restore = worker("operate/restore", {
  media: "write",
  link: [input, output, understand, vectors, embedding],
  permissions: [
    ...[useInBatches(table), list(media), list(output), read(output, "wsp_"), write(output, "wsp_*/cut.json")],
    ...[keepVectors(indexes), embedBy(models), start(understand)],
  ],
  timeout: "15 minutes",
  memory: "1769 MB",
});

export const sweep = worker("operate/sweep", {
  link: [input, media, output, vectors],
  permissions: [useInBatches(table), keepVectors(indexes), list(input), list(media), list(output)],
  timeout: "15 minutes",
  memory: "1769 MB",
});

export const resume = worker("operate/resume", {
  link: [input, ingest],
  permissions: [list(input), start(ingest)],
  timeout: "15 minutes",
  memory: "1769 MB",
});

export const finish = worker("operate/finish", {
  media: "write",
  link: [bus],
  permissions: [publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});

export const fail = worker("operate/fail", {
  media: "write",
  link: [bus],
  permissions: [publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});
