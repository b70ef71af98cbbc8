import {
  CreateJobCommand,
  CreateQueueCommand as CreateJobQueueCommand,
  GetJobCommand,
  MediaConvertClient,
} from "@aws-sdk/client-mediaconvert";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { StopExecutionCommand } from "@aws-sdk/client-sfn";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { output, ROLE, role, Workflows } from "@videoflow/local/services/states/testing";
import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import type { StepReference } from "../run/step.ts";
import { inWorkspace, startTestStage } from "../testing.ts";
import { technical } from "./testing.ts";

const stage = await startTestStage({ resources: [role] });
afterAll(() => stage.stop());
const Assets = await import("../asset/asset.ts");
const { originalOf } = await import("../asset/place.ts");
const { s3 } = await import("../bucket.ts");
const Callback = await import("../run/callback.ts");
const Run = await import("../run/run.ts");
const Step = await import("../run/step.ts");
const { mediaOf } = await import("../asset/place.ts");
const { uriOf } = await import("../bucket.ts");
const Derivatives = await import("./derivative.ts");
const { planOf } = await import("./plan.ts");
const { derivativesJob } = await import("./job.ts");
const { byTranscode } = await import("./by-transcode.ts");
const { settle, submit } = await import("./transcode.ts");

const workflows = new Workflows(stage);
const sqs = new SQSClient({});
const jobs = new MediaConvertClient({});

/** An asset that was proved and inspected, and the step of its run that is to transcode it. */
async function inspected() {
  const [assetId, runId] = [createId("ast"), createId("run")];
  const key = `uploads/test/${assetId}/a.mov`;
  const etag = await put(key, "footage");
  const facts = { name: "a.mov", key, bytes: 7, etag, fingerprint: "0".repeat(64), technical: technical() };
  await Assets.create({ ...facts, assetId, runId, status: "received" });
  await Run.begin({ runId, assetId, workflow: "Ingest" });
  return { key, step: { runId, assetId, step: "Submit", attempt: 1 } };
}

async function put(key: string, Body: string): Promise<string> {
  const { bucket } = originalOf({ key });
  const { ETag = "" } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body }));
  return ETag;
}

/** A machine that waits for the step's answer: the callback's id, and what the machine made of the answer. */
async function waiting(step: StepReference) {
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: step.runId }));
  const executionArn = await workflows.start(
    await workflows.create({
      Wait: {
        Type: "Task",
        Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        Arguments: { QueueUrl, MessageBody: "{% $states.context.Task.Token %}" },
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Tell" }],
        Next: "Tell",
      },
      Tell: { Type: "Pass", End: true },
    }),
  );
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
  const token = Messages?.[0]?.Body ?? "";
  const callbackId = await Callback.open(step, token);
  return {
    token,
    callbackId,
    cancel: () => workflows.client.send(new StopExecutionCommand({ executionArn })),
    answer: async () => output(await workflows.ended(executionArn)),
  };
}

/** A job that waits in a queue that is paused: it ends only when somebody cancels it. */
async function orderedJob(userMetadata: Readonly<Record<string, string>>): Promise<string> {
  const { Queue } = await jobs.send(new CreateJobQueueCommand({ Name: userMetadata.callbackId, Status: "PAUSED" }));
  const input = "s3://bucket/original.mov";
  const destination = "s3://bucket/derivatives/";
  const queue = Queue?.Arn ?? "";
  const order = { input, destination, technical: technical(), role: ROLE, queue, metadata: userMetadata, token: queue };
  const { Job } = await jobs.send(new CreateJobCommand(derivativesJob(order)));
  return Job?.Id ?? "";
}

const statusOf = async (Id: string) => (await jobs.send(new GetJobCommand({ Id }))).Job?.Status;

const ends = [
  { status: "COMPLETE" },
  // A file that changes under the job's hands also looks like a broken one.
  { status: "ERROR", errorCode: 1040, errorMessage: "Transcoding failed" },
];

describe("an original that was replaced", () => {
  it("before the job is not ordered at all", () =>
    inWorkspace(async () => {
      const { key, step } = await inspected();
      await put(key, "other footage");
      await expect(submit({ ...step, token: "t" })).rejects.toMatchObject({
        code: "original_gone",
        message: `The original of ${step.assetId}, a.mov, was replaced by another file; put the file in again`,
      });
    }));

  it.each(ends)("during a job that ends as $status makes it fail for that reason", (end) =>
    inWorkspace(async (workspaceId) => {
      const { key, step } = await inspected();
      const { callbackId, answer } = await waiting(step);
      await Step.begin(step);
      await put(key, "other footage");
      await settle({ jobId: "1-a", userMetadata: { workspaceId, assetId: step.assetId, callbackId }, ...end });
      expect(await answer()).toMatchObject({ Error: "Fatal", Cause: expect.stringContaining("put the file in again") });
      expect(await Run.attemptsOf(step.runId)).toMatchObject([{ status: "failed", error: { code: "original_gone" } }]);
    }),
  );
});

it("hands a job's end on when the original is as it was", () =>
  inWorkspace(async (workspaceId) => {
    const { step } = await inspected();
    const { callbackId, answer } = await waiting(step);
    const userMetadata = { workspaceId, assetId: step.assetId, callbackId };
    expect(await settle({ jobId: "1-a", userMetadata, status: "COMPLETE" })).toBe(true);
    expect(await answer()).toEqual({ jobId: "1-a" });
  }));

describe("a job that goes on", () => {
  it("is cancelled when its run was, also when it is told of again or too late", () =>
    inWorkspace(async (workspaceId) => {
      const { step } = await inspected();
      const { callbackId, cancel } = await waiting(step);
      const userMetadata = { workspaceId, assetId: step.assetId, callbackId };
      const jobId = await orderedJob(userMetadata);
      await cancel();
      const change = { jobId, userMetadata, status: "STATUS_UPDATE", jobProgress: { jobPercentComplete: 10 } };
      expect(await settle(change)).toBe(false);
      expect(await statusOf(jobId)).toBe("CANCELED");
      expect(await settle(change)).toBe(false);
    }));

  it("goes on as long as its step waits", () =>
    inWorkspace(async (workspaceId) => {
      const { step } = await inspected();
      const { callbackId } = await waiting(step);
      const userMetadata = { workspaceId, assetId: step.assetId, callbackId };
      const jobId = await orderedJob(userMetadata);
      expect(await settle({ jobId, userMetadata, status: "PROGRESSING" })).toBe(true);
      expect(await statusOf(jobId)).toBe("SUBMITTED");
    }));
});

describe("what was made and verified before", () => {
  const size = { width: 960, height: 540 };
  const facts = { bytes: 1, sha256: "0".repeat(64) };

  async function make(assetId: string, kinds: readonly ("proxy" | "audio" | "frames")[]) {
    const asset = await Assets.getInspected(assetId);
    const plan = planOf(asset.technical);
    for (const kind of kinds) {
      const name = { proxy: "proxy.mp4", audio: "audio.m4a", frames: "frames/frame.0000000.jpg" }[kind];
      const place = mediaOf(asset, name);
      await s3.send(new PutObjectCommand({ Bucket: place.bucket, Key: place.key, Body: "made" }));
      const uri = uriOf(kind === "frames" ? mediaOf(asset, "frames/") : place);
      const derivative = {
        proxy: {
          ...{ kind: "proxy", uri, contentType: "video/mp4", ...facts, ...size, durationMs: 10_000, frameRate: 25 },
          ...{ videoCodec: "h264", audioCodec: "aac" },
        },
        audio: {
          ...{ kind: "audio", uri, contentType: "audio/mp4", codec: "aac", ...facts, durationMs: 10_000 },
          ...{ channels: 1, sampleRate: 16_000 },
        },
        frames: { kind: "frames", uri, contentType: "image/jpeg", ...facts, ...size, count: 5, intervalMs: 2000 },
      }[kind];
      const provenance = byTranscode(asset, plan[kind] ?? {});
      await Derivatives.register({ assetId, derivative, provenance } as never);
    }
  }

  it("is not ordered again: the step has its answer at once", () =>
    inWorkspace(async () => {
      const { step } = await inspected();
      const { token, answer } = await waiting(step);
      await Step.begin(step);
      await make(step.assetId, ["proxy", "audio", "frames"]);
      expect(await submit({ ...step, token })).toEqual({ outcome: "known" });
      expect(await answer()).toEqual({ outcome: "known" });
      expect(await Run.attemptsOf(step.runId)).toMatchObject([{ status: "succeeded" }]);
    }));

  it("is ordered again when it is asked for again, though all is there", () =>
    inWorkspace(async () => {
      const { step } = await inspected();
      const { token } = await waiting(step);
      await make(step.assetId, ["proxy", "audio", "frames"]);
      // There is no MediaConvert here that could take the order.
      await expect(submit({ ...step, token, from: "Derive" })).rejects.toThrow();
      expect(await submit({ ...step, token, from: "Hear" })).toEqual({ outcome: "known" });
    }));

  it("is ordered again when a part of it is not there", () =>
    inWorkspace(async () => {
      const { step } = await inspected();
      const { token } = await waiting(step);
      await make(step.assetId, ["proxy", "audio"]);
      // There is no MediaConvert here that could take the order.
      await expect(submit({ ...step, token })).rejects.toThrow();
      expect(await Run.attemptsOf(step.runId)).toEqual([]);
    }));
});
