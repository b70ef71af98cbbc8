import { GetObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { technical } from "../derivative/testing.ts";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

/** Executions fail by themselves here: there are no functions. */
const stage = await startTestStage({ workflows: true });
afterAll(() => stage.stop());
const Assets = await import("../asset/asset.ts");
const { fail: failIngest } = await import("../asset/outcome.ts");
const { start } = await import("../asset/receive.ts");
const { s3 } = await import("../bucket.ts");
const { fail, finish } = await import("../understanding/outcome.ts");
const { reprocess, startFirst } = await import("../understanding/start.ts");
const { runPlace } = await import("./archive.ts");
const { cancel } = await import("./cancel.ts");
const { findExecution } = await import("./execution.ts");
const { redrive } = await import("./redrive.ts");
const { inputOf, replay } = await import("./replay.ts");
const Run = await import("./run.ts");
const Step = await import("./step.ts");

const error = { Error: "States.Timeout" };

async function asset() {
  const [assetId, runId] = [createId("ast"), createId("run")];
  const key = `uploads/x/${assetId}/a.mov`;
  await Assets.create({ assetId, runId, name: "a.mov", status: "received", key, bytes: 1, technical: technical() });
  return { assetId, runId };
}

/** An asset that a run was to understand. */
async function understanding() {
  const { assetId } = await asset();
  await Assets.move(assetId, "processing");
  await Assets.move(assetId, "ready", { readyAt: new Date().toISOString() });
  await startFirst({ assetId });
  const runId = (await Assets.get(assetId)).understanding?.runId ?? "";
  return { assetId, runId };
}

async function misunderstood() {
  const it = await understanding();
  await fail({ ...it, error });
  return it;
}

async function failedIngest() {
  const it = await asset();
  await start(await Assets.get(it.assetId));
  await Assets.move(it.assetId, "processing");
  await failIngest({ ...it, error });
  return it;
}

const stateOf = async (assetId: string) => (await Assets.get(assetId)).understanding;

describe("a run that failed", () => {
  it("is taken up again with its asset, and its execution with it", () =>
    inWorkspace(async () => {
      const { assetId, runId } = await misunderstood();
      await redrive(runId);
      expect(await stateOf(assetId)).toEqual({ status: "running", runId });
      expect(await Run.get(runId)).toMatchObject({ status: "running", redrives: 1 });
      expect(await Run.get(runId)).not.toHaveProperty("reason");
      const execution = await findExecution({ workflow: "Understand", runId });
      expect(execution?.redriveCount).toBe(1);
    }));

  it("takes an asset that failed back into work", () =>
    inWorkspace(async () => {
      const { assetId, runId } = await failedIngest();
      await redrive(runId);
      expect(await Assets.get(assetId)).toMatchObject({ status: "processing", runId });
      expect(await Assets.get(assetId)).not.toHaveProperty("reason");
    }));

  it("is not taken up again once another run has been at its asset", () =>
    inWorkspace(async () => {
      const { assetId, runId } = await misunderstood();
      const { runId: other } = await reprocess({ assetId, from: "Brief" });
      await expect(redrive(runId)).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining(other) });
      expect((await Run.get(runId)).status).toBe("failed");
      expect(await stateOf(assetId)).toEqual({ status: "running", runId: other });
    }));

  it("is counted as failed, and no longer once it is taken up again", () =>
    inWorkspace(async () => {
      const { runId } = await misunderstood();
      expect((await Run.list({ status: "failed" })).items).toMatchObject([{ runId, reason: { code: "timeout" } }]);
      await redrive(runId);
      expect((await Run.list({ status: "failed" })).items).toEqual([]);
      expect((await Run.list({ status: "running" })).items).toMatchObject([{ runId }]);
    }));
});

describe("a run that succeeded", () => {
  it("can be neither taken up again nor cancelled", () =>
    inWorkspace(async () => {
      const { assetId, runId } = await understanding();
      await finish({ assetId, runId });
      await expect(redrive(runId)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("replay"),
      });
      await expect(cancel(runId)).rejects.toMatchObject({ code: "conflict" });
      expect(await stateOf(assetId)).toEqual({ status: "searchable", runId });
    }));
});

describe("a run that goes on", () => {
  it("is cancelled with what it is at, as often as is asked for, and its history is kept", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId, runId } = await understanding();
      await Step.begin({ assetId, runId, step: "Hear", attempt: 1 });
      await cancel(runId);
      await cancel(runId);
      const reason = { code: "cancelled", message: "An operator cancelled the run." };
      expect(await Run.get(runId)).toMatchObject({ status: "failed", reason, failedStep: "Hear" });
      expect(await Run.attemptsOf(runId)).toMatchObject([{ status: "failed", error: reason }]);
      expect(await stateOf(assetId)).toEqual({ status: "failed", runId, reason });
      const { bucket, key } = runPlace({ workspaceId, assetId, runId });
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      expect(JSON.parse((await Body?.transformToString()) ?? "")).toMatchObject({ run: { status: "failed", reason } });
    }));

  it("leaves its asset failed when it is cancelled before it is ready", () =>
    inWorkspace(async () => {
      const { assetId, runId } = await asset();
      await start(await Assets.get(assetId));
      await Assets.move(assetId, "processing");
      await cancel(runId);
      expect(await Assets.get(assetId)).toMatchObject({ status: "failed", reason: { code: "cancelled" } });
    }));

  it("cannot be cancelled once its work is done", () =>
    inWorkspace(async () => {
      const { assetId, runId } = await asset();
      await start(await Assets.get(assetId));
      await Assets.move(assetId, "processing");
      await Assets.move(assetId, "ready");
      await expect(cancel(runId)).rejects.toMatchObject({ code: "conflict" });
      expect((await Assets.get(assetId)).status).toBe("ready");
    }));

  it("cannot be replayed", () =>
    inWorkspace(async () => {
      const { runId } = await understanding();
      await expect(replay({ runId })).rejects.toMatchObject({ code: "conflict" });
    }));
});

describe("a replay", () => {
  it("starts another run with the same input, or with an edited one", () =>
    inWorkspace(async () => {
      const { assetId, runId } = await misunderstood();
      const again = await replay({ runId });
      expect(await inputOf(await Run.row(again.runId))).toEqual({ assetId, from: null });
      await fail({ assetId, runId: again.runId, error });
      const edited = await replay({ runId, input: { assetId, from: "Brief" } });
      expect(await inputOf(await Run.row(edited.runId))).toEqual({ assetId, from: "Brief" });
      expect(await stateOf(assetId)).toEqual({ status: "running", runId: edited.runId });
    }));

  it("begins an asset that failed from the beginning, once", () =>
    inWorkspace(async () => {
      const { assetId, runId } = await failedIngest();
      const again = await replay({ runId });
      expect(again.runId).not.toBe(runId);
      expect(await replay({ runId })).toEqual(again);
      expect(await Assets.get(assetId)).toMatchObject({ status: "received", runId: again.runId });
    }));

  it.each([
    ["another workspace", (assetId: string) => ({ assetId, workspaceId: createId("wsp") })],
    ["a step that there is not", (assetId: string) => ({ assetId, from: "Nothing" })],
    ["no asset", () => ({ from: null })],
  ])("is refused for %s", (_what, input) =>
    inWorkspace(async () => {
      const { assetId, runId } = await misunderstood();
      await expect(replay({ runId, input: input(assetId) })).rejects.toMatchObject({ code: "invalid" });
    }),
  );

  it("of an asset that is ready is refused", () =>
    inWorkspace(async () => {
      const { assetId, runId } = await asset();
      await Run.begin({ runId, assetId, workflow: "Ingest" });
      await Assets.move(assetId, "processing");
      await Assets.move(assetId, "ready");
      const { end } = await import("./end.ts");
      await end(runId, { status: "succeeded" });
      await expect(replay({ runId })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("ready"),
      });
    }));
});

it("a run that there is not cannot be controlled, nor one of another workspace", () =>
  inWorkspace(async () => {
    const { runId } = await misunderstood();
    await inWorkspace(async () => {
      await expect(redrive(runId)).rejects.toMatchObject({ code: "not_found" });
      await expect(cancel(runId)).rejects.toMatchObject({ code: "not_found" });
      await expect(replay({ runId })).rejects.toMatchObject({ code: "not_found" });
    });
  }));
