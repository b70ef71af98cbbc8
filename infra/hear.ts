import { keepsFailed, keepsUnreached, undelivered } from "./events.ts";
import { answer, read, send, transcribe, use, write } from "./grants.ts";
import { media } from "./storage.ts";
import { table } from "./table.ts";
import { understand } from "./workflows/understand.ts";

/** Takes what was heard to the step that waits; of ten hours it is some 30 MB. */
export const settle = new sst.aws.Function("UnderstandHearSettle", {
  handler: "packages/functions/src/understand/hear-settle.handler",
  link: [table, media],
  permissions: [
    ...[use(table), read(media, "wsp_"), write(media, "wsp_"), transcribe(), answer(understand), send(undelivered)],
  ],
  timeout: "5 minutes",
  memory: "3008 MB",
  ...keepsFailed,
});

const { accountId } = aws.getCallerIdentityOutput();
const { region } = aws.getRegionOutput();

/** Transcribe speaks on the account's default bus, of all jobs; ours have the name of their workspace. */
sst.aws.Bus.subscribe("Heard", $interpolate`arn:aws:events:${region}:${accountId}:event-bus/default`, settle.arn, {
  pattern: {
    source: ["aws.transcribe"],
    detailType: ["Transcribe Job State Change"],
    detail: { TranscriptionJobName: [{ prefix: "wsp_" }], TranscriptionJobStatus: ["COMPLETED", "FAILED"] },
  },
  ...keepsUnreached,
});
