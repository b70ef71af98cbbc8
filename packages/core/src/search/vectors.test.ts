import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";
import { sceneFacts } from "./scene-facts.ts";
import { scenesOf } from "./testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const { countVectors, putVectors, queryVectors, removeVectors, vectorsOf } = await import("./vectors.ts");

const { index } = Resource.Vectors;
/** A vector that points where `number` says, so that neighbours are near each other. */
const towards = (number: number) => {
  const vector = new Array<number>(Resource.Embedding.dimensions).fill(0);
  vector[0] = Math.cos(number / 100);
  vector[1] = Math.sin(number / 100);
  return vector;
};

/** Puts an asset of `count` scenes; the vector of scene n points towards n. */
async function put(workspaceId: string, count: number, changes: { people?: number; labels?: string[] } = {}) {
  const whole = { workspaceId, assetId: createId("ast"), createdAt: "2026-01-02T03:04:05.000Z", durationMs: 60_000 };
  const labels = (changes.labels ?? []).map((name) => ({ name, confidence: 0.9 }));
  const scenes = scenesOf(...new Array<string>(count).fill("A scene.")).map((scene) => ({
    ...scene,
    ...changes,
    labels,
  }));
  await putVectors(
    index,
    scenes.map((scene) => ({ facts: sceneFacts(scene, whole), vector: towards(scene.index) })),
  );
  return whole.assetId;
}

describe("vectors of scenes", () => {
  it("are found nearest first", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await put(workspaceId, 5, { people: 2, labels: ["Dog", "Beach"] });
      const found = await queryVectors(index, { vector: towards(2.9), topK: 3 });
      expect(found.map(({ scene }) => scene)).toEqual([3, 2, 4]);
      expect(found[0]).toEqual({ assetId, scene: 3, distance: expect.closeTo(0, 4) });
    }));

  it("are found the same again, when the short way is known", () =>
    inWorkspace(async (workspaceId) => {
      await put(workspaceId, 5);
      const query = () => queryVectors(index, { vector: towards(1.2), topK: 4, filter: { durationMs: { $gte: 0 } } });
      const long = await query();
      expect(long.map(({ scene }) => scene)).toEqual([1, 2, 0, 3]);
      for (const _ of [1, 2]) expect(await query()).toEqual(long);
    }));

  it("of an index that is not there are refused by name, the short way or the long", async () => {
    const query = () => inWorkspace(() => queryVectors("no-such-index", { vector: towards(0), topK: 1 }));
    for (const _ of ["first", "second"]) await expect(query()).rejects.toMatchObject({ name: "NotFoundException" });
  });

  it("are narrowed by what the scene has", () =>
    inWorkspace(async (workspaceId) => {
      const alone = await put(workspaceId, 2);
      const crowd = await put(workspaceId, 2, { people: 9, labels: ["Crowd"] });
      const assetsOf = async (filter: object) =>
        new Set(
          (await queryVectors(index, { vector: towards(0), topK: 100, filter: { ...filter } })).map(
            ({ assetId }) => assetId,
          ),
        );
      expect(await assetsOf({ people: { $gte: 3 } })).toEqual(new Set([crowd]));
      expect(await assetsOf({ labels: "crowd" })).toEqual(new Set([crowd]));
      expect(await assetsOf({ labels: { $ne: "crowd" } })).toEqual(new Set([alone]));
    }));

  it("are never seen, read, counted or removed from another workspace", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await put(workspaceId, 3);
      await inWorkspace(async (other) => {
        const own = await put(other, 1);
        const find = async (filter?: object) => {
          const found = await queryVectors(index, {
            vector: towards(0),
            topK: 100,
            ...(filter && { filter: { ...filter } }),
          });
          return found.map((scene) => scene.assetId);
        };
        expect(await find()).toEqual([own]);
        expect(await find({ workspaceId })).toEqual([]);
        expect(await find({ $or: [{ workspaceId }, { people: { $gte: 0 } }] })).toEqual([own]);
        expect(await vectorsOf(index, assetId, [0, 1, 2])).toEqual(new Map());
        expect(await countVectors(index, assetId, 3)).toBe(0);
        await removeVectors(index, assetId, 0);
        const facts = sceneFacts(scenesOf("Theirs.")[0] as never, {
          ...{ workspaceId, assetId, createdAt: "2026-01-01T00:00:00Z", durationMs: 1 },
        });
        await expect(putVectors(index, [{ facts, vector: towards(0) }])).rejects.toMatchObject({ code: "internal" });
      });
      expect(await countVectors(index, assetId, 3)).toBe(3);
    }));

  it("are taken away from a scene on, over many pages", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await put(workspaceId, 620);
      const neighbour = await put(workspaceId, 3);
      await removeVectors(index, assetId, 101);
      expect(await countVectors(index, assetId, 620)).toBe(101);
      await removeVectors(index, assetId, 0);
      expect(await countVectors(index, assetId, 620)).toBe(0);
      expect(await countVectors(index, neighbour, 3)).toBe(3);
    }));

  it("come back exactly as float32", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await put(workspaceId, 2);
      const found = await vectorsOf(index, assetId, [1, 7]);
      expect([...found.keys()]).toEqual([1]);
      expect(found.get(1)).toEqual(towards(1).map(Math.fround));
    }));
});
