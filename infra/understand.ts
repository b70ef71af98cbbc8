import { bus, keepsFailed, keepsUnreached, undelivered } from "./events.ts";
import { send, start, use } from "./grants.ts";
import { table } from "./table.ts";
import { understand } from "./workflows/understand.ts";
import "./hear.ts";

export const begin = new sst.aws.Function("UnderstandStart", {
  handler: "packages/functions/src/understand/start.handler",
  link: [table, understand],
  permissions: [use(table), start(understand), send(undelivered)],
  timeout: "1 minute",
  memory: "512 MB",
  ...keepsFailed,
});

/** What is ready is understood. */
bus.subscribe("Understandable", begin.arn, {
  pattern: { source: ["videoflow"], detailType: ["asset.ready"] },
  ...keepsUnreached,
});
