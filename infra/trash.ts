import { keepsFailed, keepsUnreached, undelivered } from "./events.ts";
import { worker } from "./functions/worker.ts";
import { keepVectors, list, remove, send, start } from "./grants.ts";
import { indexes, vectors } from "./search.ts";
import { input, media } from "./storage.ts";
import { ingest } from "./workflows/ingest.ts";

/** The one function that may delete originals, and what was made of them. */
export const purge = worker("operate/purge", {
  // A delete on the condition of an ETag needs the right to read what it would delete.
  originals: "read",
  media: "write",
  link: [vectors, ingest],
  permissions: [
    ...[list(input), list(media)],
    ...[remove(input, "uploads/"), remove(media, "wsp_")],
    keepVectors(indexes),
    // Copies that lived on what goes are worked on as footage of their own.
    start(ingest),
    send(undelivered),
  ],
  timeout: "15 minutes",
  memory: "1024 MB",
  ...keepsFailed,
});

/** What was in the trash for 30 days goes. */
new sst.aws.Cron("Purge", { schedule: "rate(1 day)", function: purge.arn, ...keepsUnreached });
