import { bus } from "../events.ts";
import { judge, publish, read, use, write } from "../grants.ts";
import { input, media } from "../storage.ts";
import { table } from "../table.ts";

/** Reads every document of an asset; of ten hours of footage they have some 50 MB. */
export const scenes = new sst.aws.Function("UnderstandScenes", {
  handler: "packages/functions/src/understand/scenes.handler",
  link: [table, media],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_")],
  timeout: "5 minutes",
  memory: "1769 MB",
});

/** A model may think for minutes, three times. */
export const brief = new sst.aws.Function("UnderstandBrief", {
  handler: "packages/functions/src/understand/brief.handler",
  link: [table, media],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_"), judge],
  timeout: "15 minutes",
  memory: "1769 MB",
});

export const index = new sst.aws.Function("UnderstandIndex", {
  handler: "packages/functions/src/understand/index-scenes.handler",
  link: [table, media],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_")],
  timeout: "5 minutes",
  memory: "1769 MB",
});

export const finish = new sst.aws.Function("UnderstandFinish", {
  handler: "packages/functions/src/understand/finish.handler",
  link: [table, input, media, bus],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_"), publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});

export const fail = new sst.aws.Function("UnderstandFail", {
  handler: "packages/functions/src/understand/fail.handler",
  link: [table, media, bus],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_"), publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});
