import { bus } from "./events.ts";
import { listUnder, publish, start, use } from "./grants.ts";
import { input } from "./storage.ts";
import { table } from "./table.ts";
import { ingest } from "./workflows/ingest.ts";
import { understand } from "./workflows/understand.ts";
import "./derive.ts";

export const receivedDlq = new sst.aws.Queue("ReceivedDlq", {
  transform: { queue: { messageRetentionSeconds: 14 * 24 * 3600 } },
});

/** News of originals that arrived. A message that fails three times is kept for two weeks. */
export const received = new sst.aws.Queue("Received", {
  visibilityTimeout: "6 minutes",
  dlq: {
    queue: receivedDlq.arn,
    retry: 3,
  },
});

const subscriber = received.subscribe(
  {
    handler: "packages/functions/src/ingest/receive.handler",
    link: [table, ingest, input, understand, bus],
    permissions: [use(table), listUnder(input, "uploads/"), start(ingest), start(understand), publish(bus)],
    timeout: "1 minute",
    memory: "512 MB",
  },
  { batch: { size: 10, partialResponses: true } },
);

/** Where it says why it could not handle a message: the dead-letter queue does not know. */
export const receiver = new sst.Linkable("Receiver", {
  properties: { logGroup: $interpolate`/aws/lambda/${subscriber.nodes.function.name}` },
});

input.notify({
  notifications: [{ name: "Received", queue: received, events: ["s3:ObjectCreated:*"], filterPrefix: "uploads/" }],
});
