import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DeleteMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import {
  StartTranscriptionJobCommand,
  type StartTranscriptionJobCommandInput,
  TranscribeClient,
} from "@aws-sdk/client-transcribe";
import type { Resource } from "../../graph/resources.ts";
import type { Principal } from "../../service.ts";
import { startTestCloud, type TestCloudOptions } from "../../testing.ts";
import { account, nextMessage, openQueue, queueArn, rule, target } from "../events/testing.ts";

const jobs = `arn:aws:transcribe:us-east-1:${account}:transcription-job/mine.*`;
export const ACCESS_ROLE = `arn:aws:iam::${account}:role/Access`;

const role = (name: string, ...allowed: readonly (readonly [action: string, resource: string])[]): Resource => {
  const Statement = allowed.map(([Action, Resource]) => ({ Effect: "Allow", Action, Resource }));
  return {
    type: "aws:iam/role:Role",
    name,
    inputs: { name, inlinePolicies: [{ policy: JSON.stringify({ Statement }) }] },
  };
};

const resources: Resource[] = [
  role(
    "Product",
    ["transcribe:StartTranscriptionJob", jobs],
    ["transcribe:GetTranscriptionJob", jobs],
    ["s3:GetObject", "arn:aws:s3:::media/*"],
    ["s3:PutObject", "arn:aws:s3:::media/heard/*"],
  ),
  role("Blind", ["transcribe:StartTranscriptionJob", jobs], ["s3:PutObject", "arn:aws:s3:::media/*"]),
  role("Delegate", ["transcribe:StartTranscriptionJob", jobs], ["iam:PassRole", ACCESS_ROLE]),
  role("Access", ["s3:GetObject", "arn:aws:s3:::media/*"], ["s3:PutObject", "arn:aws:s3:::media/*"]),
  openQueue("events"),
  rule("jobs", { eventPattern: JSON.stringify({ source: ["aws.transcribe"] }) }),
  target("jobs", queueArn("events")),
];

interface StateChange {
  readonly TranscriptionJobName: string;
  readonly TranscriptionJobStatus: string;
  readonly FailureReason?: string;
}

/** A cloud with a bucket, roles, and a rule that brings all events of jobs to an SQS queue. */
export async function startTranscribe(options: TestCloudOptions = {}) {
  const cloud = await startTestCloud({ resources, ...options });
  const s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
  const sqs = new SQSClient(cloud.clientConfig);
  const client = new TranscribeClient(cloud.clientConfig);
  const ended: StateChange[] = [];

  async function nextEvent(): Promise<void> {
    const message = await nextMessage(sqs, cloud.endpoint, "events");
    if (!message?.Body) throw new Error("No event came");
    const QueueUrl = `${cloud.endpoint}/${account}/events`;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    ended.push((JSON.parse(message.Body) as { detail: StateChange }).detail);
  }

  const order = (name: string, changes: Partial<StartTranscriptionJobCommandInput> = {}) =>
    new StartTranscriptionJobCommand({
      TranscriptionJobName: name,
      Media: { MediaFileUri: "s3://media/sound.wav" },
      IdentifyLanguage: true,
      OutputBucketName: "media",
      OutputKey: `heard/${name}.json`,
      ...changes,
    });

  return {
    ...cloud,
    client,
    order,
    as: (roleName: string) => {
      const principal: Principal = { kind: "role", arn: `arn:aws:iam::${account}:role/${roleName}`, session: "test" };
      return new TranscribeClient({ ...cloud.clientConfig, credentials: cloud.cloud.credentialsOf(principal) });
    },
    createBucket: () => s3.send(new CreateBucketCommand({ Bucket: "media" })),
    put: (Key: string, Body: Buffer) => s3.send(new PutObjectCommand({ Bucket: "media", Key, Body })),
    async result(Key: string): Promise<{ results: Record<string, unknown>; [field: string]: unknown }> {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: "media", Key }));
      return JSON.parse((await Body?.transformToString()) ?? "");
    },
    /** The event with which a job ends. */
    async end(name: string): Promise<StateChange> {
      for (;;) {
        const event = ended.find((candidate) => candidate.TranscriptionJobName === name);
        if (event) return event;
        await nextEvent();
      }
    },
  };
}

/** What a stand-in for whisper-cli is told to have heard: tokens as whisper.cpp writes them, times in milliseconds. */
export const token = (text: string, from: number, to: number, p: number) => ({ text, offsets: { from, to }, p });

/**
 * A program with whisper-cli's arguments, which needs no model of hundreds of megabytes: it hears the same words in every
 * file, and none while there is a file `hold` beside it. Sets the environment; `end` takes it back.
 */
export async function installWhisper(language: string, ...tokens: readonly object[]) {
  const directory = await mkdtemp(path.join(tmpdir(), "whisper-"));
  const at = (name: string) => path.join(directory, name);
  const heard = JSON.stringify({ result: { language }, transcription: [{ text: "", tokens }] });
  const script = `#!/bin/sh
echo "$@" >> "${at("calls")}"
while [ "$1" != -of ]; do shift; done
while [ -e "${at("hold")}" ]; do sleep 0.05; done
cat > "$2.json" <<'HEARD'
${heard}
HEARD
`;
  await writeFile(at("whisper-cli"), script);
  await chmod(at("whisper-cli"), 0o755);
  await writeFile(at("ggml-tiny.bin"), "");
  Object.assign(process.env, {
    VIDEOFLOW_WHISPER_PATH: at("whisper-cli"),
    VIDEOFLOW_WHISPER_MODEL: at("ggml-tiny.bin"),
  });
  return {
    at,
    async end() {
      delete process.env.VIDEOFLOW_WHISPER_PATH;
      delete process.env.VIDEOFLOW_WHISPER_MODEL;
      await rm(directory, { recursive: true });
    },
  };
}
