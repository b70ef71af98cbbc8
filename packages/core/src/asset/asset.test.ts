import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Assets = await import("./asset.ts");

const newAsset = async (status: "uploading" | "received" = "received") => {
  const assetId = createId("ast");
  await Assets.create({ assetId, name: "a.mov", status, key: `uploads/x/${assetId}/a.mov`, bytes: 1 });
  return assetId;
};

describe("an asset", () => {
  it("is not seen from another workspace", async () => {
    const assetId = await inWorkspace(() => newAsset());
    await expect(inWorkspace(() => Assets.get(assetId))).rejects.toMatchObject({ code: "not_found" });
  });

  it("stays as it is when it is created again", () =>
    inWorkspace(async () => {
      const assetId = await newAsset();
      await Assets.move(assetId, "processing");
      await Assets.create({ assetId, name: "other", status: "received", key: "k", bytes: 9 });
      expect(await Assets.get(assetId)).toMatchObject({ name: "a.mov", status: "processing", bytes: 1 });
    }));

  it("moves once, and takes the same move again as done", () =>
    inWorkspace(async () => {
      const assetId = await newAsset();
      await Assets.move(assetId, "processing");
      const readyAt = new Date().toISOString();
      await Assets.move(assetId, "ready", { readyAt });
      const again = await Assets.move(assetId, "ready", { readyAt: new Date(0).toISOString() });
      expect(again.readyAt).toBe(readyAt);
    }));

  it.each([
    ["uploading", "processing"],
    ["uploading", "failed"],
    ["received", "ready"],
    ["received", "rejected"],
  ] as const)("does not come from %s to %s", (from, to) =>
    inWorkspace(async () => {
      const assetId = await newAsset(from);
      await expect(Assets.move(assetId, to)).rejects.toMatchObject({ code: "conflict", name: "Fatal" });
      expect((await Assets.get(assetId)).status).toBe(from);
    }),
  );

  it("can be forgotten while it is uploaded, and not after", () =>
    inWorkspace(async () => {
      const [uploading, received] = [await newAsset("uploading"), await newAsset("received")];
      await Assets.forget(uploading);
      expect(await Assets.find(uploading)).toBeUndefined();
      await expect(Assets.forget(received)).rejects.toMatchObject({ code: "conflict" });
    }));
});

describe("the library", () => {
  it("shows the newest first, page by page, and each once", () =>
    inWorkspace(async () => {
      const made: string[] = [];
      for (let count = 0; count < 5; count++) made.unshift(await newAsset());
      const first = await Assets.list({ limit: 3 });
      const rest = await Assets.list({ limit: 3, cursor: first.cursor ?? "" });
      expect([...first.items, ...rest.items].map(({ assetId }) => assetId)).toEqual(made.toSorted().reverse());
      expect(rest.cursor).toBeNull();
    }));

  it("shows only what has all of the tags, and is in all of the collections, that are asked for", () =>
    inWorkspace(async () => {
      const [rain, sun, both] = [await newAsset(), await newAsset(), await newAsset()];
      await Assets.describe(rain, { tags: ["rain"], collections: ["Summer"] });
      await Assets.describe(sun, { tags: ["sun"] });
      await Assets.describe(both, { tags: ["rain", "sun"] });
      const listed = async (query: Parameters<typeof Assets.list>[0]) =>
        (await Assets.list(query)).items.map(({ assetId }) => assetId).sort();
      expect(await listed({ tag: "rain" })).toEqual([rain, both].sort());
      expect(await listed({ tag: ["rain", "sun"] })).toEqual([both]);
      expect(await listed({ tag: "rain", collection: "Summer", status: "received" })).toEqual([rain]);
      expect(await listed({ tag: "ra" })).toEqual([]);
      const first = await Assets.list({ tag: "rain", limit: 1 });
      const second = await Assets.list({ tag: "rain", limit: 1, cursor: first.cursor ?? "" });
      expect([...first.items, ...second.items].map(({ assetId }) => assetId).sort()).toEqual([rain, both].sort());
    }));

  it("shows one status only when asked to", () =>
    inWorkspace(async () => {
      await newAsset();
      const uploading = await newAsset("uploading");
      const { items } = await Assets.list({ status: "uploading" });
      expect(items.map(({ assetId }) => assetId)).toEqual([uploading]);
    }));
});
