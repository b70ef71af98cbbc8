import { keepsFailed, keepsUnreached, undelivered } from "./events.ts";
import { answer, cancelJobs, read, send, use } from "./grants.ts";
import { queue } from "./media.ts";
import { input } from "./storage.ts";
import { table } from "./table.ts";
import { derive } from "./workflows/derive.ts";

/** Tells the step that waits how its job stands. One for which nobody waits is cancelled. */
export const settle = new sst.aws.Function("DeriveSettle", {
  handler: "packages/functions/src/derive/settle.handler",
  link: [table, input],
  permissions: [use(table), read(input, "uploads/"), answer(derive), cancelJobs(), send(undelivered)],
  timeout: "1 minute",
  memory: "512 MB",
  ...keepsFailed,
});

const { accountId } = aws.getCallerIdentityOutput();
const { region } = aws.getRegionOutput();

/** MediaConvert speaks on the account's default bus. */
sst.aws.Bus.subscribe("Transcoded", $interpolate`arn:aws:events:${region}:${accountId}:event-bus/default`, settle.arn, {
  pattern: {
    source: ["aws.mediaconvert"],
    detailType: ["MediaConvert Job State Change"],
    detail: {
      queue: [queue.arn],
      status: ["PROGRESSING", "STATUS_UPDATE", "COMPLETE", "ERROR", "CANCELED"],
    },
  },
  ...keepsUnreached,
});

new aws.sqs.QueuePolicy("UndeliveredPolicy", {
  queueUrl: undelivered.url,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ["sqs:SendMessage"],
        resources: [undelivered.arn],
        principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
        conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] }],
      },
    ],
  }).json,
});
