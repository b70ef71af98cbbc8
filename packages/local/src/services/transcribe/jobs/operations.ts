import type {
  DeleteTranscriptionJobCommandInput,
  GetTranscriptionJobCommandInput,
  LanguageCode,
  ListTranscriptionJobsCommandInput,
  StartTranscriptionJobCommandInput,
  TranscriptionJob,
} from "@aws-sdk/client-transcribe";
import type { Cloud } from "../../../cloud.ts";
import { AwsError } from "../../../error.ts";
import { type Call, operation, type Principal } from "../../../service.ts";
import type { Objects } from "../../mediaconvert/objects.ts";
import { badRequest, conflict } from "../errors.ts";
import type { JobRecord, Jobs } from "./jobs.ts";
import { checkRequest, outputOf, placeOf } from "./request.ts";
import type { Runner } from "./runner.ts";

/** The API of transcription jobs. */
export function jobOperations(cloud: Cloud, jobs: Jobs, objects: Objects, runner: Runner) {
  const allowed = (action: string, name = "") => [{ action: `transcribe:${action}`, resource: jobs.arn(name) }];
  const known = (name = ""): JobRecord => {
    const job = jobs.find(name);
    if (!job)
      throw badRequest(`The requested job couldn't be found. Check the job name and try your request again: ${name}`);
    return job;
  };

  /** Whether the one who orders may read the media and write the result, asked before the job is taken. */
  async function checkAccess(reader: Principal, input: StartTranscriptionJobCommandInput): Promise<void> {
    const { bucket, key } = placeOf(input.Media?.MediaFileUri);
    const output = outputOf(input);
    try {
      await objects.locate(reader, bucket, key);
      cloud.authorize(reader, [{ action: "s3:PutObject", resource: `arn:aws:s3:::${output.bucket}/${output.key}` }]);
    } catch (cause) {
      if (!(cause instanceof AwsError)) throw cause;
      throw badRequest(
        `The S3 URI that you provided can't be accessed. Make sure that you have read permission and try your request again. ${cause.code}: ${cause.message}`,
      );
    }
  }

  return {
    StartTranscriptionJob: operation({
      permissions: ({ TranscriptionJobName, JobExecutionSettings }: StartTranscriptionJobCommandInput) => {
        const role = JobExecutionSettings?.DataAccessRoleArn;
        const context = { "iam:PassedToService": "transcribe.amazonaws.com" };
        return [
          ...allowed("StartTranscriptionJob", TranscriptionJobName),
          ...(role ? [{ action: "iam:PassRole", resource: role, context }] : []),
        ];
      },
      async run(input: StartTranscriptionJobCommandInput, { principal }: Call) {
        checkRequest(input);
        const { TranscriptionJobName: name = "", JobExecutionSettings } = input;
        const role = JobExecutionSettings?.DataAccessRoleArn;
        const reader: Principal = role ? { kind: "role", arn: role, session: `transcribe-${name}` } : principal;
        await checkAccess(reader, input);
        if (jobs.find(name)) throw conflict("The requested job name already exists. Use a different job name.");
        const job: JobRecord = {
          ...{ name, status: "QUEUED", request: input, reader, output: outputOf(input), createdAt: Date.now() },
        };
        jobs.create(job);
        runner.enter(name);
        return { TranscriptionJob: describe(job) };
      },
    }),
    GetTranscriptionJob: operation({
      permissions: ({ TranscriptionJobName }: GetTranscriptionJobCommandInput) =>
        allowed("GetTranscriptionJob", TranscriptionJobName),
      run: ({ TranscriptionJobName }: GetTranscriptionJobCommandInput) => ({
        TranscriptionJob: describe(known(TranscriptionJobName)),
      }),
    }),
    DeleteTranscriptionJob: operation({
      permissions: ({ TranscriptionJobName }: DeleteTranscriptionJobCommandInput) =>
        allowed("DeleteTranscriptionJob", TranscriptionJobName),
      run({ TranscriptionJobName }: DeleteTranscriptionJobCommandInput) {
        const { name } = known(TranscriptionJobName);
        jobs.remove(name);
        runner.abort(name);
        return {};
      },
    }),
    ListTranscriptionJobs: operation({
      permissions: () => [{ action: "transcribe:ListTranscriptionJobs", resource: "*" }],
      run({ Status, JobNameContains = "", MaxResults = 5, NextToken = "0" }: ListTranscriptionJobsCommandInput) {
        if (MaxResults < 1 || MaxResults > 100) throw badRequest("MaxResults must be 1 to 100.");
        if (!/^\d+$/.test(NextToken)) throw badRequest(`NextToken ${NextToken} was not given out here.`);
        const offset = Number(NextToken);
        const found = jobs.list({ status: Status, nameContains: JobNameContains, limit: MaxResults + 1, offset });
        return {
          Status,
          TranscriptionJobSummaries: found.slice(0, MaxResults).map(summarise),
          NextToken: found.length > MaxResults ? String(offset + MaxResults) : undefined,
        };
      },
    }),
  };

  function describe(job: JobRecord): TranscriptionJob {
    const { request, output, engine, languageScore } = job;
    const { OutputLocationType: _, ...summary } = summarise(job);
    return {
      ...summary,
      Media: request.Media,
      MediaFormat: request.MediaFormat,
      MediaSampleRateHertz: request.MediaSampleRateHertz,
      Settings: request.Settings,
      JobExecutionSettings: request.JobExecutionSettings,
      IdentifyLanguage: request.IdentifyLanguage,
      LanguageOptions: request.LanguageOptions,
      IdentifiedLanguageScore: languageScore,
      Tags: request.Tags,
      // Who listened: there is no other field for it.
      ...(engine && { ModelSettings: { LanguageModelName: engine } }),
      ...(job.status === "COMPLETED" && {
        Transcript: { TranscriptFileUri: `${cloud.place.endpoint()}/${output.bucket}/${output.key}` },
      }),
    };
  }
}

const time = (milliseconds: number | undefined) => (milliseconds === undefined ? undefined : new Date(milliseconds));

const summarise = ({ name, status, request, language, ...job }: JobRecord) => ({
  TranscriptionJobName: name,
  TranscriptionJobStatus: status,
  LanguageCode: request.LanguageCode ?? (language as LanguageCode | undefined),
  CreationTime: time(job.createdAt),
  StartTime: time(job.startedAt),
  CompletionTime: time(job.finishedAt),
  FailureReason: job.failureReason,
  OutputLocationType: "CUSTOMER_BUCKET" as const,
});
