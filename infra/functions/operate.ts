import { embedBy, keepVectors, list, read, start, use, useInBatches, write } from "../grants.ts";
import { embedding, indexes, models, vectors } from "../search.ts";
import { input, media } from "../storage.ts";
import { table } from "../table.ts";
import { ingest } from "../workflows/ingest.ts";
import { understand } from "../workflows/understand.ts";

export const scan = new sst.aws.Function("OperateScan", {
  handler: "packages/functions/src/operate/scan.handler",
  link: [table, media],
  permissions: [use(table), list(media)],
  timeout: "15 minutes",
  memory: "512 MB",
});

/** Writes manifests, too: of what is newer in the table than in the bucket. */
export const restore = new sst.aws.Function("OperateRestore", {
  handler: "packages/functions/src/operate/restore.handler",
  link: [table, input, media, understand, vectors, embedding],
  permissions: [
    use(table),
    useInBatches(table),
    list(media),
    read(media, "wsp_"),
    write(media, "wsp_"),
    keepVectors(indexes),
    embedBy(models),
    start(understand),
  ],
  timeout: "15 minutes",
  memory: "1769 MB",
});

export const sweep = new sst.aws.Function("OperateSweep", {
  handler: "packages/functions/src/operate/sweep.handler",
  link: [table, input, media, vectors],
  permissions: [use(table), useInBatches(table), keepVectors(indexes), list(input), list(media)],
  timeout: "15 minutes",
  memory: "1769 MB",
});

export const resume = new sst.aws.Function("OperateResume", {
  handler: "packages/functions/src/operate/resume.handler",
  link: [table, input, ingest],
  permissions: [use(table), list(input), start(ingest)],
  timeout: "15 minutes",
  memory: "1769 MB",
});

export const finish = new sst.aws.Function("OperateFinish", {
  handler: "packages/functions/src/operate/finish.handler",
  link: [table, media],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_")],
  timeout: "1 minute",
  memory: "512 MB",
});

export const fail = new sst.aws.Function("OperateFail", {
  handler: "packages/functions/src/operate/fail.handler",
  link: [table, media],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_")],
  timeout: "1 minute",
  memory: "512 MB",
});
