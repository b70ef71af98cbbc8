import { afterAll, expect, it } from "vitest";
import { orderedCut } from "../cut/testing.ts";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Assets = await import("../asset/asset.ts");
const { create } = await import("../cut/row.ts");
const Run = await import("./run.ts");
const Step = await import("./step.ts");
const Understanding = await import("../understanding/state.ts");

const begin = async (name?: string) => {
  const [assetId, runId] = [createId("ast"), createId("run")];
  if (name) await Assets.create({ assetId, name, key: `uploads/x/${assetId}`, bytes: 1, status: "uploading" });
  await Run.begin({ runId, assetId, workflow: "Ingest" });
  return { assetId, runId };
};

it("is listed and shown with the name of its asset", () =>
  inWorkspace(async () => {
    const named = await begin("Ünï take 1.mov");
    const other = await begin("b.mov");
    const again = createId("run");
    await Run.begin({ runId: again, assetId: named.assetId, workflow: "Ingest" });
    const { items } = await Run.list({});
    expect(new Map(items.map(({ runId, assetName }) => [runId, assetName]))).toEqual(
      new Map([
        [named.runId, "Ünï take 1.mov"],
        [other.runId, "b.mov"],
        [again, "Ünï take 1.mov"],
      ]),
    );
    expect((await Run.get(named.runId)).assetName).toBe("Ünï take 1.mov");
  }));

it("tells how far it is while it is the one that works on its asset", () =>
  inWorkspace(async () => {
    const [assetId, runId] = [createId("ast"), createId("run")];
    await Assets.create({ assetId, name: "a.mov", key: "uploads/x/a.mov", bytes: 1, status: "processing", runId });
    await Run.begin({ runId, assetId, workflow: "Ingest" });
    const before = createId("run");
    await Run.begin({ runId: before, assetId, workflow: "Ingest" });
    expect((await Run.get(runId)).percent).toBeUndefined();
    await Step.begin({ runId, assetId, step: "Submit", attempt: 1 });
    const percents = async () => new Map((await Run.list({})).items.map((run) => [run.runId, run.percent] as const));
    expect(await percents()).toEqual(
      new Map([
        [runId, 10],
        [before, undefined],
      ]),
    );
    await Assets.move(assetId, "ready");
    const next = createId("run");
    await Run.begin({ runId: next, assetId, workflow: "Understand" });
    await Understanding.claim(assetId, next);
    await Step.begin({ runId: next, assetId, step: "Scenes", attempt: 1 });
    expect(await percents()).toEqual(
      new Map([
        [runId, undefined],
        [before, undefined],
        [next, 88],
      ]),
    );
  }));

it("is listed and shown with the title of its cut", () =>
  inWorkspace(async () => {
    const cut = orderedCut();
    await create(cut);
    const { cutId, runId } = cut;
    await Run.begin({ runId, cutId, workflow: "Compose" });
    expect((await Run.list({})).items).toMatchObject([{ runId, cutId, cutTitle: "Flood" }]);
    expect((await Run.get(runId)).cutTitle).toBe("Flood");
  }));

it("has no name once its asset is no more, and takes none from another workspace", () =>
  inWorkspace(async () => {
    const { assetId, runId } = await begin("gone.mov");
    await Assets.forget(assetId);
    expect(await Run.get(runId)).not.toHaveProperty("assetName");
    await inWorkspace(() => Assets.create({ assetId, name: "other's.mov", key: "k", bytes: 1, status: "uploading" }));
    expect((await Run.list({})).items).toMatchObject([{ runId, assetId }]);
    expect((await Run.list({})).items[0]).not.toHaveProperty("assetName");
  }));

it("is listed when there are as many as a page holds", () =>
  inWorkspace(async () => {
    await Promise.all(Array.from({ length: 100 }, (_, index) => begin(`take ${index}.mov`)));
    const { items } = await Run.list({ limit: 100 });
    expect(new Set(items.map(({ assetName }) => assetName)).size).toBe(100);
  }));
