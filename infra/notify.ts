import { bus, keepsUnreached } from "./events.ts";
import { send, use } from "./grants.ts";
import { table } from "./table.ts";

const FORTNIGHT = { transform: { queue: { messageRetentionSeconds: 14 * 24 * 3600 } } };

/**
 * What webhooks may call: public addresses, by https. `loopback` also lets them call the machine that they are sent from,
 * which is of use where that is a developer's own: its command says so when it starts a stage there.
 */
export const targets = new sst.Linkable("WebhookTargets", { properties: { loopback: false } });

/** Events, and what people ask to be sent: each becomes a delivery for each webhook that wants it. */
export const notices = new sst.aws.Queue("Notices", {
  visibilityTimeout: "6 minutes",
  dlq: { queue: new sst.aws.Queue("NoticesDlq", FORTNIGHT).arn, retry: 5 },
});

/**
 * Deliveries that are to be made. One that failed stays in here, hidden until it is tried again: eleven times within a day.
 * What comes back much more often than that is broken.
 */
const deliveries = new sst.aws.Queue("Deliveries", {
  visibilityTimeout: "6 minutes",
  dlq: { queue: new sst.aws.Queue("DeliveriesDlq", FORTNIGHT).arn, retry: 100 },
  ...FORTNIGHT,
});

bus.subscribeQueue("Told", notices.arn, { pattern: { source: ["videoflow"] }, ...keepsUnreached });

notices.subscribe(
  {
    handler: "packages/functions/src/webhook/dispatch.handler",
    link: [table, deliveries],
    permissions: [use(table), send(deliveries)],
    timeout: "1 minute",
    memory: "512 MB",
  },
  { batch: { size: 10, partialResponses: true } },
);

deliveries.subscribe(
  {
    handler: "packages/functions/src/webhook/deliver.handler",
    link: [table, deliveries, targets],
    permissions: [use(table)],
    timeout: "1 minute",
    memory: "512 MB",
  },
  { batch: { size: 10, partialResponses: true } },
);
