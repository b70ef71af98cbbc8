import type { Cloud } from "../../../cloud.ts";
import type { JobRecord, Jobs } from "./jobs.ts";

const KIND = "transcribe.event";

/** Tells EventBridge how a job ended; to be called in the same turn as the state move, which it becomes durable with. */
export type Announce = (job: JobRecord) => void;

/** https://docs.aws.amazon.com/transcribe/latest/dg/monitoring-events.html */
export function announcer(cloud: Cloud, jobs: Jobs): Announce {
  cloud.agenda.register<object & { sourceArn: string; entry: object }>(
    KIND,
    async ({ payload: { sourceArn, entry } }) => {
      const principal = { kind: "service", service: "transcribe.amazonaws.com", sourceArn } as const;
      await cloud.call(principal, "events", "PutEvents", { Entries: [entry] });
    },
  );
  return ({ name, status, failureReason }) => {
    cloud.agenda.put(KIND, `${name}/${status}`, {
      sourceArn: jobs.arn(name),
      entry: {
        Source: "aws.transcribe",
        DetailType: "Transcribe Job State Change",
        Resources: [],
        Detail: JSON.stringify({
          TranscriptionJobName: name,
          TranscriptionJobStatus: status,
          ...(failureReason && { FailureReason: failureReason }),
        }),
      },
    });
  };
}
