import { GetObjectCommand } from "@aws-sdk/client-s3";
import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { afterAll, describe, expect, it } from "vitest";
import { technical } from "../derivative/testing.ts";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage({ workflows: true });
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const Assets = await import("../asset/asset.ts");
const { mediaOf } = await import("../asset/place.ts");
const { s3 } = await import("../bucket.ts");
const Run = await import("../run/run.ts");
const { reprocess, startFirst } = await import("./start.ts");
const { fail, finish } = await import("./outcome.ts");

async function readyAsset(facts = {}) {
  const assetId = createId("ast");
  await Assets.create({ assetId, name: "a.mov", status: "received", key: `uploads/x/${assetId}/a.mov`, bytes: 1 });
  await Assets.move(assetId, "processing");
  await Assets.move(assetId, "ready", { readyAt: "2026-01-01T00:00:00.000Z", ...facts });
  return assetId;
}

const stateOf = async (assetId: string) => (await Assets.get(assetId)).understanding;

async function runsOf(assetId: string): Promise<string[]> {
  const { items } = await Run.list({});
  return items.filter((run) => run.assetId === assetId).map(({ runId }) => runId);
}

describe("understanding", () => {
  it("starts once for an asset, however often the news comes that it is ready", () =>
    inWorkspace(async () => {
      const assetId = await readyAsset();
      await Promise.all([startFirst({ assetId }), startFirst({ assetId })]);
      await startFirst({ assetId });
      const runs = await runsOf(assetId);
      expect(runs).toHaveLength(1);
      const { executions } = await new SFNClient({}).send(
        new ListExecutionsCommand({ stateMachineArn: Resource.Understand.arn }),
      );
      expect(executions?.filter(({ name }) => runs.includes(name ?? ""))).toHaveLength(1);
    }));

  it.each([
    ["a copy of known bytes", async () => readyAsset({ linkedTo: createId("ast") })],
    [
      "an asset that is not ready",
      async () => {
        const assetId = createId("ast");
        await Assets.create({ assetId, name: "a", status: "received", key: "k", bytes: 1 });
        return assetId;
      },
    ],
  ])("does not start for %s, which cannot be reprocessed either", (_what, make) =>
    inWorkspace(async () => {
      const assetId = await make();
      await startFirst({ assetId });
      expect(await stateOf(assetId)).toBeUndefined();
      await expect(reprocess({ assetId, from: "Scenes" })).rejects.toMatchObject({ code: "conflict" });
    }),
  );

  it("is not started a second time while a run is at it", () =>
    inWorkspace(async () => {
      const assetId = await readyAsset();
      await startFirst({ assetId });
      await expect(reprocess({ assetId, from: "Hear" })).rejects.toMatchObject({ code: "conflict" });
    }));

  it("ends as searchable, also when it is told so twice, and is not started again by old news", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await readyAsset({ technical: technical(), fingerprint: "a".repeat(64) });
      await startFirst({ assetId });
      const [runId = ""] = await runsOf(assetId);
      await finish({ assetId, runId });
      await finish({ assetId, runId });
      await startFirst({ assetId });
      expect(await stateOf(assetId)).toEqual({ status: "searchable", runId });
      expect(await Run.get(runId)).toMatchObject({ status: "succeeded", workflow: "Understand" });
      const { bucket, key } = mediaOf({ workspaceId, assetId }, "manifest.json");
      await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    }));

  it("that failed says why, leaves the asset ready, and can be asked for again", () =>
    inWorkspace(async () => {
      const assetId = await readyAsset();
      await startFirst({ assetId });
      const [runId = ""] = await runsOf(assetId);
      await fail({ assetId, runId, error: { Error: "States.Timeout" } });
      expect(await stateOf(assetId)).toMatchObject({ status: "failed", reason: { code: "timeout" } });
      expect(await Assets.get(assetId)).toMatchObject({ status: "ready" });
      const again = await reprocess({ assetId, from: "Scenes" });
      // What is told late of the first run changes nothing of the second.
      await finish({ assetId, runId }).catch(() => {});
      expect(await stateOf(assetId)).toEqual({ status: "running", runId: again.runId });
    }));
});
