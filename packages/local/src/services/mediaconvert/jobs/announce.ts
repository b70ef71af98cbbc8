import type { Cloud } from "../../../cloud.ts";
import type { Queues } from "../queues/queues.ts";
import type { JobRecord, Jobs, OutputGroupReport } from "./jobs.ts";

const KIND = "mediaconvert.event";

/** Tells EventBridge of a job's state; to be called in the same turn as the state move, which it becomes durable with. */
export type Announce = (job: JobRecord, status?: "STATUS_UPDATE") => void;

/**
 * State-change events as MediaConvert sends them: delivered at least once, in no promised order. A status update that
 * was not delivered yet is replaced by the next.
 * https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_event_list.html
 */
export function announcer(cloud: Cloud, jobs: Jobs, queues: Queues): Announce {
  cloud.agenda.register<object>(KIND, async ({ payload }) => {
    const [resource = ""] = (payload as { Resources: string[] }).Resources;
    const principal = { kind: "service", service: "mediaconvert.amazonaws.com", sourceArn: resource } as const;
    await cloud.call(principal, "events", "PutEvents", { Entries: [payload] });
  });
  return (job, update) => {
    const status = update ?? job.status;
    cloud.agenda.put(KIND, `${job.id}/${status}`, {
      Source: "aws.mediaconvert",
      DetailType: "MediaConvert Job State Change",
      Resources: [jobs.arn(job.id)],
      Detail: JSON.stringify({
        timestamp: Date.now(),
        accountId: cloud.place.account,
        queue: queues.arn(job.queue),
        jobId: job.id,
        status,
        userMetadata: job.request.UserMetadata ?? {},
        ...details(job, status),
      }),
    });
  };
}

function details(job: JobRecord, status: string): object {
  switch (status) {
    case "STATUS_UPDATE":
      return { jobProgress: { jobPercentComplete: job.percent ?? 0, currentPhase: job.phase, retryCount: 0 } };
    case "COMPLETE":
      return { outputGroupDetails: (job.outputs ?? []).map(groupDetail) };
    case "ERROR":
      return { errorCode: job.errorCode, errorMessage: job.errorMessage };
    default:
      return {};
  }
}

const groupDetail = ({ outputs }: OutputGroupReport) => ({
  type: "FILE_GROUP",
  outputDetails: outputs.map(({ path, durationMs, width, height }) => ({
    outputFilePaths: [path],
    durationInMs: durationMs,
    ...(width && { videoDetails: { widthInPx: width, heightInPx: height } }),
  })),
});
