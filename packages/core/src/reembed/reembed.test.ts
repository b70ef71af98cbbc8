import { setTimeout as wait } from "node:timers/promises";
import { CreateIndexCommand, S3VectorsClient } from "@aws-sdk/client-s3vectors";
import { ListExecutionsCommand, SFNClient, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { assetWith, scenesOf } from "../search/testing.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage({ workflows: true });
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const Run = await import("../run/run.ts");
const { mediaOf } = await import("../asset/place.ts");
const { uploadWhole } = await import("../bucket.ts");
const { indexScenes } = await import("../search/index-scenes.ts");
const { SearchIndexEntity } = await import("../search/search-index.entity.ts");
const SearchIndexes = await import("../search/search-index.ts");
const { countVectors } = await import("../search/vectors.ts");
const { fail, finish } = await import("./outcome.ts");
const { fillRange, scan, verifyRange } = await import("./range.ts");
const Reembed = await import("./reembed.ts");
const { startReembed } = await import("./start.ts");
const { state } = await import("./state.ts");

const vectors = Resource.Vectors as { index: string; bucket: string };
const OLD = vectors.index;
const NEW = "scenes-new";

beforeAll(async () => {
  const shape = { dataType: "float32", dimension: 512, distanceMetric: "cosine" } as const;
  const index = { vectorBucketName: vectors.bucket, indexName: NEW };
  await new S3VectorsClient({}).send(new CreateIndexCommand({ ...index, ...shape }));
});

/** As a deployment of infra/search.ts with another index does. */
const deploy = (index: string) => {
  vectors.index = index;
};
afterEach(() => deploy(OLD));

const conflict = (message: RegExp) => ({ code: "conflict", message: expect.stringMatching(message) });

/** A run that has begun, without an execution. */
async function running(): Promise<string> {
  const runId = createId("run");
  await Run.begin({ runId, workflow: "Reembed" });
  return runId;
}

describe("re-embedding", () => {
  it("is not due while the index is the one that is deployed", () =>
    inWorkspace(async () => {
      expect(await state()).toEqual({ isDue: false });
      await expect(Reembed.begin(createId("run"))).rejects.toMatchObject(conflict(/nothing to do/));
      expect(await state()).toEqual({ current: await SearchIndexes.deployed(), isDue: false });
    }));

  it("lets the old index serve until every asset is in the new one", () =>
    inWorkspace(async () => {
      const [before, runId] = [await assetWith(scenesOf("A dog.", "A cat.")), createId("run")];
      await indexScenes(before, false);
      deploy(NEW);
      expect(await state()).toMatchObject({ isDue: true, advice: expect.stringContaining("./videoflow reembed") });
      await Reembed.begin(runId);
      await Reembed.begin(runId);
      expect(await state()).toMatchObject({ next: { index: NEW }, runId, advice: expect.stringContaining(runId) });
      const during = await assetWith(scenesOf("A horse."));
      await indexScenes(during, false);
      expect((await SearchIndexes.serving()).index).toBe(OLD);
      expect(await countVectors(OLD, during.assetId, 1)).toBe(1);
      expect(await countVectors(NEW, during.assetId, 1)).toBe(1);

      expect(await Reembed.isFilled(before, runId)).toBe(false);
      await Reembed.fill(before, runId);
      await Reembed.fill(before, runId);
      expect(await Reembed.isFilled(before, runId)).toBe(true);
      expect(await Reembed.isFilled(during, runId)).toBe(true);
      await Reembed.switchOver(runId);
      await Reembed.switchOver(runId);
      expect(await SearchIndexes.serving()).toMatchObject({ index: NEW });
      expect(await state()).toMatchObject({ current: { index: NEW }, isDue: false });
      const after = await assetWith(scenesOf("A cow."));
      await indexScenes(after, false);
      expect(await countVectors(OLD, after.assetId, 1)).toBe(0);
      expect(await countVectors(NEW, after.assetId, 1)).toBe(1);
    }));

  it("goes through all assets in batches; one that comes after its batch was filled is in the new index, too", () =>
    inWorkspace(async () => {
      const assets = await Promise.all(
        Array.from({ length: 23 }, (_, n) => assetWith(scenesOf(`Dog ${n}.`, "A cat."))),
      );
      await SearchIndexes.get();
      deploy(NEW);
      const runId = await running();
      await Reembed.begin(runId);
      const { ranges } = await scan(runId);
      expect(ranges).toHaveLength(3);
      const filled = [];
      for (const range of ranges) filled.push(await fillRange(range, runId));
      expect(filled).toMatchObject([
        { assets: 10, scenes: 20 },
        { assets: 10 },
        { assets: 3, broken: 0, problems: [] },
      ]);
      const late = await assetWith(scenesOf("A late one."));
      const verified = [];
      for (const range of ranges) verified.push(await verifyRange(range, runId));
      expect(verified).toMatchObject([{ assets: 10 }, { assets: 10 }, { assets: 4, scenes: 7 }]);
      for (const { assetId } of assets) expect(await countVectors(NEW, assetId, 2)).toBe(2);
      expect(await countVectors(NEW, late.assetId, 1)).toBe(1);
      expect(await Run.get(runId)).toMatchObject({ batches: { done: 0, total: 6 } });
    }));

  it("tells which asset cannot be embedded, and embeds the others", () =>
    inWorkspace(async () => {
      const good = await assetWith(scenesOf("A dog."));
      const bad = await assetWith(scenesOf("A cat."));
      await uploadWhole("{", mediaOf(bad, "scenes.json"), "application/json");
      await SearchIndexes.get();
      deploy(NEW);
      const runId = await running();
      await Reembed.begin(runId);
      const whole = { after: null, until: null };
      const problem = expect.stringMatching(new RegExp(`${bad.assetId}: .*--from Scenes`));
      expect(await fillRange(whole, runId)).toEqual({ assets: 1, scenes: 1, broken: 1, problems: [problem] });
      expect(await countVectors(NEW, good.assetId, 1)).toBe(1);
    }));

  it("misses nothing of an asset that is being embedded when it begins", () =>
    inWorkspace(async () => {
      const asset = await assetWith(scenesOf(...Array.from({ length: 300 }, (_, n) => `Scene ${n} of a long film.`)));
      const indexing = indexScenes(asset, false);
      // It has read which index serves when there is a row that says so.
      while (!(await SearchIndexes.find())) await wait(1);
      deploy(NEW);
      await Reembed.begin(createId("run"));
      await indexing;
      expect(await countVectors(OLD, asset.assetId, 300)).toBe(300);
      expect(await countVectors(NEW, asset.assetId, 300)).toBe(300);
    }));

  it("leaves the scenes of now in the new index when they change while it is filled", () =>
    inWorkspace(async () => {
      const before = await assetWith(scenesOf(...Array.from({ length: 300 }, (_, n) => `Scene ${n} of a long film.`)));
      await SearchIndexes.get();
      deploy(NEW);
      const runId = createId("run");
      await Reembed.begin(runId);
      const filling = Reembed.fill(before, runId);
      await wait(100);
      await assetWith(scenesOf("All in one."), before);
      expect(await filling).toEqual({ scenes: 1 });
      expect(await countVectors(NEW, before.assetId, 300)).toBe(1);
    }));

  it("can be given up, after which its run does nothing more", () =>
    inWorkspace(async () => {
      await SearchIndexes.get();
      deploy(NEW);
      const runId = createId("run");
      await Reembed.begin(runId);
      await Reembed.abandon();
      await Reembed.abandon();
      expect(await SearchIndexes.get()).toMatchObject({ current: { index: OLD } });
      const asset = await assetWith(scenesOf("A dog."));
      await expect(Reembed.fill(asset, runId)).rejects.toMatchObject(conflict(/given up/));
      await expect(verifyRange({ after: null, until: null }, runId)).rejects.toMatchObject(conflict(/given up/));
      await expect(Reembed.switchOver(runId)).rejects.toMatchObject(conflict(/given up/));
      expect(await state()).toMatchObject({ current: { index: OLD }, isDue: true });
    }));

  it("is asked for, and nothing is mixed, when another model answers to the same id", () =>
    inWorkspace(async (workspaceId) => {
      const { model, ...index } = await SearchIndexes.deployed();
      const current = { ...index, model: { ...model, name: "Amazon Titan Text Embeddings V2" } };
      await SearchIndexEntity.create({ workspaceId, serving: current.index, current }).go();
      const declareFirst = conflict(/another index in infra\/search.ts.*\.\/videoflow reembed/);
      await expect(SearchIndexes.serving()).rejects.toMatchObject(declareFirst);
      const asset = await assetWith(scenesOf("A dog."));
      await expect(indexScenes(asset, false)).rejects.toMatchObject(declareFirst);
      const runId = createId("run");
      await expect(Reembed.begin(runId)).rejects.toMatchObject(declareFirst);
      deploy(NEW);
      await expect(indexScenes(asset, false)).rejects.toMatchObject(conflict(/with: \.\/videoflow reembed$/));
      await Reembed.begin(runId);
      await indexScenes(asset, false);
      expect(await countVectors(OLD, asset.assetId, 1)).toBe(0);
      expect(await Reembed.isFilled(asset, runId)).toBe(true);
      await Reembed.switchOver(runId);
      expect(await SearchIndexes.serving()).toMatchObject({ index: NEW, model: { name: model.name } });
    }));
});

describe("a run of Reembed", () => {
  const client = new SFNClient({});
  const executions = async () =>
    (await client.send(new ListExecutionsCommand({ stateMachineArn: Resource.Reembed.arn }))).executions ?? [];

  it("is refused while another is at it, and takes over from one that has ended", () =>
    inWorkspace(async () => {
      await SearchIndexes.get();
      deploy(NEW);
      // As it is when it was cut off before it could start its execution.
      const first = createId("run");
      await Reembed.begin(first);
      const refused = conflict(new RegExp(`Run ${first} is re-embedding already.*--abandon`));
      await expect(startReembed()).rejects.toMatchObject(refused);
      const execution = (await executions()).find(({ name }) => name === first);
      expect(execution).toBeDefined();
      await client.send(new StopExecutionCommand({ executionArn: execution?.executionArn })).catch(() => {});
      while ((await executions()).find(({ name }) => name === first)?.status === "RUNNING") await wait(10);

      const { runId } = await startReembed();
      expect(await state()).toMatchObject({ next: { index: NEW }, runId });
      expect(await Run.get(first)).toMatchObject({ workflow: "Reembed", status: "failed" });
      expect(await Run.get(runId)).toMatchObject({ workflow: "Reembed", status: "running" });
      await expect(Reembed.switchOver(first)).rejects.toMatchObject(conflict(/another run took its place/));
    }));

  it("is one, when two are asked for at the same time", () =>
    inWorkspace(async () => {
      await SearchIndexes.get();
      deploy(NEW);
      const asked = await Promise.allSettled(Array.from({ length: 5 }, () => startReembed()));
      expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const one of asked) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conflict" });
    }));

  it("that fails says why, and leaves what it has done to the next", () =>
    inWorkspace(async () => {
      await SearchIndexes.get();
      deploy(NEW);
      const runId = await running();
      await Reembed.begin(runId);
      const error = { Error: "Incomplete", Cause: "1 could not be embedded" };
      await fail({ runId, error });
      await fail({ runId, error });
      expect(await Run.get(runId)).toMatchObject({
        status: "failed",
        reason: { message: expect.stringContaining("1 could not be embedded") },
      });
      expect(await state()).toMatchObject({ next: { index: NEW }, isDue: true });
      expect(await state()).not.toHaveProperty("runId");
      const next = await running();
      await Reembed.begin(next);
      await Reembed.switchOver(next);
      const reembedded = { index: NEW, assets: 0, scenes: 0 };
      await finish({ runId: next, reembedded });
      expect(await Run.get(next)).toMatchObject({ status: "succeeded", reembedded });
    }));
});
