import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { CreateJobCommand, type JobSettings, MediaConvertClient, type OutputGroup } from "@aws-sdk/client-mediaconvert";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DeleteMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Resource } from "../../graph/resources.ts";
import { startTestCloud, type TestCloudOptions } from "../../testing.ts";
import { account, nextMessage, openQueue, queueArn, rule, target } from "../events/testing.ts";

export const ROLE = `arn:aws:iam::${account}:role/Transcoder`;
export const QUEUE = `arn:aws:mediaconvert:us-east-1:${account}:queues/Films`;

const role = (name: string, ...allowed: readonly (readonly [action: string, resource: string])[]): Resource => {
  const Statement = allowed.map(([Action, Resource]) => ({ Effect: "Allow", Action, Resource }));
  const inlinePolicies = [{ policy: JSON.stringify({ Statement }) }];
  return { type: "aws:iam/role:Role", name, inputs: { name, inlinePolicies } };
};

const resources: Resource[] = [
  // May read originals and write derivatives, and nothing else.
  role(
    "Transcoder",
    ["s3:GetObject", "arn:aws:s3:::input/*"],
    // Without it S3 does not say of a missing object that it is missing.
    ["s3:ListBucket", "arn:aws:s3:::input"],
    ["s3:PutObject", "arn:aws:s3:::media/*"],
  ),
  role("Submitter", ["mediaconvert:CreateJob", QUEUE]),
  role("Passer", ["mediaconvert:CreateJob", QUEUE], ["iam:PassRole", ROLE]),
  { type: "aws:mediaconvert/queue:Queue", name: "Films", inputs: { name: "Films" } },
  openQueue("events"),
  rule("jobs", { eventPattern: JSON.stringify({ source: ["aws.mediaconvert"] }) }),
  target("jobs", queueArn("events")),
];

/** What a state-change event says. */
export interface StateChange {
  readonly status: string;
  readonly jobId: string;
  readonly userMetadata: Record<string, string>;
  readonly errorCode?: number;
  readonly errorMessage?: string;
  readonly jobProgress?: { jobPercentComplete: number; currentPhase: string };
  readonly outputGroupDetails?: {
    type: string;
    outputDetails: { outputFilePaths: string[]; durationInMs: number; videoDetails?: object }[];
  }[];
}

/** A cloud with buckets, a queue, a role, and a rule that brings all events of jobs to an SQS queue. */
export async function startMediaConvert(options: TestCloudOptions = {}) {
  const cloud = await startTestCloud({ resources, ...options });
  const s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
  const sqs = new SQSClient(cloud.clientConfig);
  const client = new MediaConvertClient(cloud.clientConfig);
  const work = await mkdtemp(path.join(tmpdir(), "mediaconvert-"));
  const local = (name: string) => path.join(work, name);
  const events: StateChange[] = [];

  async function nextEvent(): Promise<StateChange> {
    const message = await nextMessage(sqs, cloud.endpoint, "events");
    if (!message?.Body) throw new Error("No event came");
    const QueueUrl = `${cloud.endpoint}/${account}/events`;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    const { detail } = JSON.parse(message.Body) as { detail: StateChange };
    events.push(detail);
    return detail;
  }

  return {
    ...cloud,
    client,
    s3,
    local,
    events,
    createBuckets: async () => {
      for (const Bucket of ["input", "media"]) await s3.send(new CreateBucketCommand({ Bucket }));
    },
    async put(name: string): Promise<void> {
      const { size } = await stat(local(name));
      await s3.send(
        new PutObjectCommand({ Bucket: "input", Key: name, Body: createReadStream(local(name)), ContentLength: size }),
      );
    },
    /** Brings an output here and returns its path. */
    async get(Key: string): Promise<string> {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: "media", Key }));
      const file = local(path.basename(Key));
      await writeFile(file, (await Body?.transformToByteArray()) ?? "");
      return file;
    },
    async createJob(settings: JobSettings, more: { token?: string; metadata?: Record<string, string> } = {}) {
      const { Job } = await client.send(
        new CreateJobCommand({
          Role: ROLE,
          Queue: QUEUE,
          Settings: settings,
          ClientRequestToken: more.token,
          UserMetadata: more.metadata,
        }),
      );
      return Job?.Id ?? "";
    },
    /** The event with which the job ends; all events on the way are in `events`. */
    async end(jobId: string): Promise<StateChange> {
      const isEnd = (event: StateChange) =>
        event.jobId === jobId && ["COMPLETE", "ERROR", "CANCELED"].includes(event.status);
      return events.find(isEnd) ?? untilEvent(nextEvent, isEnd);
    },
    async started(jobId: string): Promise<StateChange> {
      return untilEvent(nextEvent, (event) => event.jobId === jobId && event.status === "STATUS_UPDATE");
    },
    async close() {
      await cloud.stop();
      await rm(work, { recursive: true });
    },
  };
}

async function untilEvent(next: () => Promise<StateChange>, isIt: (event: StateChange) => boolean) {
  for (;;) {
    const event = await next();
    if (isIt(event)) return event;
  }
}

export async function ffmpeg(args: readonly string[]): Promise<void> {
  await promisify(execFile)("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args]);
}

const group = (destination: string, output: NonNullable<OutputGroup["Outputs"]>[number]): OutputGroup => ({
  OutputGroupSettings: { Type: "FILE_GROUP_SETTINGS", FileGroupSettings: { Destination: destination } },
  Outputs: [output],
});

/** Settings of a job that makes a proxy, clean sound and frames, as a product would order them. */
export function derivatives(name: string, has: { video: boolean; audio: boolean }, video: object = {}): JobSettings {
  const size = { Width: 160, Height: 120, ScalingBehavior: "STRETCH_TO_OUTPUT" as const, ...video };
  const aac = (SampleRate: number, CodingMode: "CODING_MODE_1_0" | "CODING_MODE_2_0") => ({
    AudioSourceName: "Audio Selector 1",
    CodecSettings: { Codec: "AAC" as const, AacSettings: { Bitrate: 64_000, SampleRate, CodingMode } },
  });
  const loudness = { AudioNormalizationSettings: { Algorithm: "ITU_BS_1770_4" as const, TargetLkfs: -16 } };
  const proxy = group(`s3://media/${name}/proxy`, {
    ContainerSettings: { Container: "MP4" },
    VideoDescription: {
      ...size,
      CodecSettings: {
        Codec: "H_264",
        H264Settings: {
          RateControlMode: "QVBR",
          MaxBitrate: 2_000_000,
          ParControl: "SPECIFIED",
          ParNumerator: 1,
          ParDenominator: 1,
        },
      },
    },
    ...(has.audio && { AudioDescriptions: [aac(48_000, "CODING_MODE_2_0")] }),
  });
  const frames = group(`s3://media/${name}/frames/frame`, {
    ContainerSettings: { Container: "RAW" },
    VideoDescription: {
      ...size,
      CodecSettings: {
        Codec: "FRAME_CAPTURE",
        FrameCaptureSettings: { FramerateNumerator: 1, FramerateDenominator: 2 },
      },
    },
  });
  const sound = group(`s3://media/${name}/audio`, {
    Extension: "m4a",
    ContainerSettings: { Container: "MP4" },
    AudioDescriptions: [{ ...aac(16_000, "CODING_MODE_1_0"), ...loudness }],
  });
  return {
    Inputs: [
      {
        FileInput: `s3://input/${name}`,
        TimecodeSource: "ZEROBASED",
        VideoSelector: { Rotate: "AUTO" },
        AudioSelectors: { "Audio Selector 1": { DefaultSelection: "DEFAULT" } },
      },
    ],
    OutputGroups: [...(has.video ? [proxy, frames] : []), ...(has.audio ? [sound] : [])],
  };
}
