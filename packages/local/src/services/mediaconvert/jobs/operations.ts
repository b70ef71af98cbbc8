import type {
  CancelJobCommandInput,
  CreateJobCommandInput,
  GetJobCommandInput,
  Job,
  ListJobsCommandInput,
} from "@aws-sdk/client-mediaconvert";
import { operation } from "../../../service.ts";
import { badRequest, conflict, notFound } from "../errors.ts";
import { offsetOf } from "../page.ts";
import type { Queues } from "../queues/queues.ts";
import { checkSettings } from "../settings/check.ts";
import { checkRequest } from "../settings/request.ts";
import type { Announce } from "./announce.ts";
import type { JobRecord, Jobs } from "./jobs.ts";
import type { Scheduler } from "./scheduler.ts";

/** The API of jobs. */
export function jobOperations(jobs: Jobs, queues: Queues, scheduler: Scheduler, announce: Announce) {
  const known = (id: string | undefined): JobRecord => {
    const job = jobs.find(id ?? "");
    if (!job) throw notFound(`The job ${id} does not exist.`);
    return job;
  };
  const describe = (job: JobRecord): Job => describeJob(job, jobs.arn(job.id), queues.arn(job.queue));

  return {
    CreateJob: operation({
      permissions: ({ Queue, Role = "" }: CreateJobCommandInput) => [
        {
          action: "mediaconvert:CreateJob",
          resource: Queue?.startsWith("arn:") ? Queue : queues.arn(Queue ?? "Default"),
        },
        { action: "iam:PassRole", resource: Role, context: { "iam:PassedToService": "mediaconvert.amazonaws.com" } },
      ],
      run(input: CreateJobCommandInput) {
        checkRequest(input);
        const token = input.ClientRequestToken;
        const earlier = token === undefined ? undefined : jobs.findByToken(token);
        if (earlier && JSON.stringify(earlier.request) !== JSON.stringify(input)) {
          throw conflict(`The client request token ${token} was used for job ${earlier.id} with other settings.`);
        }
        if (earlier) return { Job: describe(earlier) };
        checkSettings(input.Settings);
        const job = jobs.create(input, queues.get(input.Queue).name);
        scheduler.enter(job);
        return { Job: describe(job) };
      },
    }),
    GetJob: operation({
      permissions: ({ Id = "" }: GetJobCommandInput) => [{ action: "mediaconvert:GetJob", resource: jobs.arn(Id) }],
      run: ({ Id }: GetJobCommandInput) => ({ Job: describe(known(Id)) }),
    }),
    ListJobs: operation({
      permissions: ({ Queue }: ListJobsCommandInput) => [
        { action: "mediaconvert:ListJobs", resource: Queue ? queues.arn(queues.get(Queue).name) : "*" },
      ],
      run({ Queue, Status, Order, MaxResults = 20, NextToken }: ListJobsCommandInput) {
        if (MaxResults < 1 || MaxResults > 20) throw badRequest("/maxResults: must be 1 to 20");
        const offset = offsetOf(NextToken);
        const found = jobs.list({
          queue: Queue && queues.get(Queue).name,
          status: Status,
          newestFirst: Order !== "ASCENDING",
          limit: MaxResults + 1,
          offset,
        });
        const page = found.slice(0, MaxResults).map(describe);
        return { Jobs: page, NextToken: found.length > MaxResults ? String(offset + MaxResults) : undefined };
      },
    }),
    CancelJob: operation({
      permissions: ({ Id = "" }: CancelJobCommandInput) => [
        { action: "mediaconvert:CancelJob", resource: jobs.arn(Id) },
      ],
      run({ Id }: CancelJobCommandInput) {
        const job = known(Id);
        if (job.status !== "SUBMITTED" && job.status !== "PROGRESSING") {
          throw conflict(`The job ${Id} is ${job.status} and can no longer be cancelled.`);
        }
        const cancelled = jobs.change(job.id, { status: "CANCELED", finishedAt: Date.now() });
        if (cancelled) announce(cancelled);
        scheduler.abort(job.id);
        return {};
      },
    }),
  };
}

function describeJob(job: JobRecord, arn: string, queue: string): Job {
  const { request } = job;
  const time = (milliseconds: number | undefined) => (milliseconds === undefined ? undefined : new Date(milliseconds));
  return {
    Arn: arn,
    Id: job.id,
    Queue: queue,
    Role: request.Role,
    Settings: request.Settings,
    Status: job.status,
    CreatedAt: time(job.submittedAt),
    Timing: { SubmitTime: time(job.submittedAt), StartTime: time(job.startedAt), FinishTime: time(job.finishedAt) },
    CurrentPhase: job.phase,
    JobPercentComplete: job.percent,
    ErrorCode: job.errorCode,
    ErrorMessage: job.errorMessage,
    UserMetadata: request.UserMetadata,
    ClientRequestToken: request.ClientRequestToken,
    StatusUpdateInterval: request.StatusUpdateInterval,
    Priority: request.Priority ?? 0,
    OutputGroupDetails: job.outputs?.map(({ outputs }) => ({
      OutputDetails: outputs.map(({ durationMs, width, height }) => ({
        DurationInMs: durationMs,
        ...(width && { VideoDetails: { WidthInPx: width, HeightInPx: height } }),
      })),
    })),
  };
}
