import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { clip, specOf } from "../cut/render/testing.ts";
import { createId } from "../id.ts";
import { assetWith, scenesOf } from "../search/testing.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage({ workflows: true });
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const { useActor } = await import("../actor.ts");
const { AssetEntity } = await import("../asset/asset.entity.ts");
const Assets = await import("../asset/asset.ts");
const Info = await import("../asset/info.ts");
const { fingerprint } = await import("../asset/fingerprint.ts");
const { manifestOf } = await import("../asset/manifest.ts");
const Outcome = await import("../asset/outcome.ts");
const { noteUses } = await import("../cut/use.ts");
const { deleteObjects, listKeys, s3 } = await import("../bucket.ts");
const { readDocument } = await import("../document.ts");
const { Manifest } = await import("../asset/manifest.schema.ts");
const { dumpTable } = await import("../rebuild/testing.ts");
const { restoreRange } = await import("../rebuild/restore.ts");
const Run = await import("../run/run.ts");
const { redrive } = await import("../run/redrive.ts");
const { replay } = await import("../run/replay.ts");
const { indexScenes } = await import("../search/index-scenes.ts");
const { indexWords } = await import("../search/index-words.ts");
const { mark } = await import("../search/mark.ts");
const Search = await import("../search/search.ts");
const SearchIndexes = await import("../search/search-index.ts");
const { countVectors } = await import("../search/vectors.ts");
const { config } = await import("../table.ts");
const Understanding = await import("../understanding/outcome.ts");
const { reprocess, startFirst } = await import("../understanding/start.ts");
const { discard } = await import("./discard.ts");
const { erase } = await import("./erase.ts");
const { KEPT_MS, orderPurge, purge } = await import("./purge.ts");
const { restore } = await import("./restore.ts");

const put = async (Key: string, Body: string) =>
  (await s3.send(new PutObjectCommand({ Bucket: Resource.Input.name, Key, Body }))).ETag ?? "";

/** Footage whose bytes were proved, and whose work has not ended. */
async function proved(content: string) {
  const { workspaceId } = useActor();
  const assetId = createId("ast");
  const key = `uploads/${workspaceId}/${assetId}/a.mov`;
  const [etag, runId] = [await put(key, content), assetId.replace("ast", "run")];
  await Assets.create({ assetId, name: "a.mov", key, etag, bytes: content.length, status: "received", runId });
  await Run.begin({ runId, assetId, workflow: "Ingest" });
  return { assetId, runId, key, outcome: await fingerprint(assetId) };
}

/** Footage that is ready. */
async function ready(content = createId("ast")) {
  const asset = await proved(content);
  const { outcome } = asset;
  await Outcome.finish({ ...asset, ...(outcome.outcome === "linked" && { linkedTo: outcome.linkedTo }) });
  return asset;
}

/** Footage that is ready, understood and found by what is in it. */
async function understood(text: string) {
  const asset = await ready();
  const { assetId } = asset;
  await Assets.describe(assetId, { technical: (await import("../derivative/testing.ts")).technical() });
  const inspected = await assetWith(scenesOf(text), await Assets.getInspected(assetId));
  await startFirst({ assetId });
  await indexScenes(inspected, false);
  await indexWords(inspected, false);
  const runId = (await Assets.get(assetId)).understanding?.runId ?? "";
  await Understanding.finish({ assetId, runId });
  return asset;
}

const listed = async (query: Parameters<typeof Info.page>[0] = {}) =>
  (await Info.page(query)).items.map(({ assetId }) => assetId);
const found = async (q: string) => {
  const none = { label: [], text: [], defect: [], tag: [], collection: [] };
  const { items, facets } = await Search.search({ ...none, q });
  return { assets: items.map(({ assetId }) => assetId), tags: facets.tags.map(({ value }) => value) };
};
const vectors = async (assetId: string) => countVectors((await SearchIndexes.get()).current.index, assetId, 1);
const manifest = async (assetId: string) =>
  (await readDocument(manifestOf({ ...useActor(), assetId }), Manifest)).asset;
const conflict = (message: RegExp) => ({ code: "conflict", message: expect.stringMatching(message) });
/** As if it had been in the trash for so long. */
const age = async (assetId: string, ms: number) => {
  const { workspaceId } = useActor();
  const deletedAt = new Date(Date.now() - ms).toISOString();
  await AssetEntity.patch({ workspaceId, assetId }).set({ deletedAt }).go();
};

describe("an asset that is deleted", () => {
  it("is in no list, search or facet but the trash, and comes back as it was", () =>
    inWorkspace(async () => {
      const { assetId } = await understood("a ferry in the harbour");
      await mark({ assetId, tags: ["sea"], collections: ["summer"] });
      const other = await understood("a ferry at night");
      expect((await found("ferry")).assets.sort()).toEqual([assetId, other.assetId].sort());

      await discard(assetId);
      expect(await listed()).toEqual([other.assetId]);
      expect(await listed({ status: "ready" })).toEqual([other.assetId]);
      expect(await listed({ trash: "true" })).toEqual([assetId]);
      expect(await found("ferry")).toEqual({ assets: [other.assetId], tags: [] });
      expect(await vectors(assetId)).toBe(0);
      expect(await Info.info(assetId)).toMatchObject({ status: "ready", deletedAt: expect.any(String) });

      const runs = (await Run.list({})).items.length;
      await restore(assetId);
      expect(await listed({ status: "ready" })).toEqual([other.assetId, assetId]);
      expect(await listed({ trash: "true" })).toEqual([]);
      expect((await found("ferry")).assets.sort()).toEqual([assetId, other.assetId].sort());
      expect((await found("ferry")).tags).toEqual(["sea"]);
      expect(await vectors(assetId)).toBe(1);
      expect((await Run.list({})).items).toHaveLength(runs);
      expect(await Assets.get(assetId)).not.toHaveProperty("deletedAt");
    }));

  it("may be deleted and restored twice, and says no to what it never was", () =>
    inWorkspace(async () => {
      const { assetId } = await ready();
      await expect(restore(assetId)).rejects.toMatchObject(conflict(/not in the trash/));
      await discard(assetId);
      const { deletedAt } = await Assets.get(assetId);
      await discard(assetId);
      expect((await Assets.get(assetId)).deletedAt).toBe(deletedAt);
      await restore(assetId);
      await restore(assetId);
      expect(await listed()).toEqual([assetId]);
    }));

  it("fills a page of the library with what comes after it", () =>
    inWorkspace(async () => {
      const assets = [await ready(), await ready(), await ready(), await ready()].map(({ assetId }) => assetId);
      const [oldest, second, third, newest] = assets as [string, string, string, string];
      await discard(third);
      const page = await Info.page({ limit: 2 });
      expect(page.items.map(({ assetId }) => assetId)).toEqual([newest, second]);
      expect((await Info.page({ limit: 2, cursor: page.cursor ?? "" })).items).toMatchObject([{ assetId: oldest }]);
    }));

  it("is worked on by nobody: not marked, reprocessed, replayed or redriven", () =>
    inWorkspace(async () => {
      const { assetId } = await understood("a tram");
      await discard(assetId);
      const failed = await proved("one that failed");
      await Outcome.giveUp(failed, { reason: { code: "x", message: "y" }, failedStep: "Inspect" });
      await discard(failed.assetId);
      const inTrash = conflict(/is in the trash: restore it first/);
      await expect(mark({ assetId, tags: ["a"] })).rejects.toMatchObject(inTrash);
      await expect(reprocess({ assetId, from: "Brief" })).rejects.toMatchObject(inTrash);
      await expect(replay({ runId: failed.runId })).rejects.toMatchObject(inTrash);
      await expect(Assets.reopen(failed.assetId, failed.runId, { status: "processing" })).rejects.toMatchObject(
        inTrash,
      );
      await expect(redrive(failed.runId)).rejects.toMatchObject({ code: "conflict" });
    }));

  it("is understood when it is restored, if it was deleted before that had begun", () =>
    inWorkspace(async () => {
      const { assetId } = await ready();
      await discard(assetId);
      await startFirst({ assetId });
      expect(await Assets.get(assetId)).not.toHaveProperty("understanding");
      await restore(assetId);
      expect(await Assets.get(assetId)).toMatchObject({ understanding: { status: "running" } });
    }));

  it.each([
    ["uploading", /give its upload up/],
    ["received", /being worked on by run run_/],
    ["processing", /being worked on by run run_/],
  ] as const)("is not so while it is %s", (status, message) =>
    inWorkspace(async () => {
      const assetId = createId("ast");
      const start = status === "uploading" ? "uploading" : "received";
      await Assets.create({ assetId, name: "a", status: start, key: "k", bytes: 1, runId: createId("run") });
      if (status === "processing") await Assets.move(assetId, "processing");
      await expect(discard(assetId)).rejects.toMatchObject(conflict(message));
      expect(await listed()).toEqual([assetId]);
    }),
  );

  it("is not so while it is being understood", () =>
    inWorkspace(async () => {
      const { assetId } = await ready();
      await startFirst({ assetId });
      const { understanding } = await Assets.get(assetId);
      await expect(discard(assetId)).rejects.toMatchObject(conflict(new RegExp(understanding?.runId ?? "?")));
    }));

  it("is not seen from another workspace", async () => {
    const { assetId } = await inWorkspace(() => ready());
    await inWorkspace(async () => {
      await expect(discard(assetId)).rejects.toMatchObject({ code: "not_found" });
      await expect(restore(assetId)).rejects.toMatchObject({ code: "not_found" });
      await expect(orderPurge(assetId)).rejects.toMatchObject({ code: "not_found" });
    });
  });

  it("stays deleted in a rebuild of a table that was lost, and can be restored after it", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId } = await understood("a lighthouse");
      await discard(assetId);
      expect(await manifest(assetId)).toMatchObject({ deletedAt: expect.any(String) });
      await AssetEntity.delete({ workspaceId, assetId }).go();
      const rebuild = createId("run");
      const range = { after: `${workspaceId}/`, until: `${workspaceId}/~` };
      await restoreRange(range, rebuild);
      expect(await listed()).toEqual([]);
      expect(await listed({ trash: "true" })).toEqual([assetId]);
      expect((await found("lighthouse")).assets).toEqual([]);
      await restore(assetId);
      expect((await found("lighthouse")).assets).toEqual([assetId]);
      expect(await manifest(assetId)).not.toHaveProperty("deletedAt");
    }));
});

describe("the bytes of a deleted asset", () => {
  it("can be put in again, and are worked on anew", () =>
    inWorkspace(async () => {
      const first = await ready("the same");
      await discard(first.assetId);
      const second = await ready("the same");
      expect(second.outcome).toEqual({ outcome: "new" });
      await restore(first.assetId);
      expect((await listed()).sort()).toEqual([first.assetId, second.assetId].sort());
    }));

  it("are worked on for a copy that had lived on what was made of it", () =>
    inWorkspace(async () => {
      const [source, copy] = [await ready("twice"), await ready("twice")];
      expect(copy.outcome).toEqual({ outcome: "linked", linkedTo: source.assetId });
      await discard(source.assetId);
      const { status, runId, linkedTo } = await Assets.get(copy.assetId);
      expect([status, linkedTo]).toEqual(["received", undefined]);
      expect(await Run.get(runId ?? "")).toMatchObject({ workflow: "Ingest", assetId: copy.assetId });
      await discard(source.assetId);
      expect(await Assets.get(copy.assetId)).toMatchObject({ runId });
      expect(await fingerprint(copy.assetId)).toEqual({ outcome: "new" });
    }));

  it("are worked on for a copy that comes back when they are gone", () =>
    inWorkspace(async () => {
      const [source, copy] = [await ready("gone"), await ready("gone")];
      await discard(copy.assetId);
      await discard(source.assetId);
      expect(await Assets.get(copy.assetId)).toMatchObject({ status: "ready", linkedTo: source.assetId });
      await age(source.assetId, KEPT_MS + 1000);
      await purge({});
      await restore(copy.assetId);
      expect(await Assets.get(copy.assetId)).toMatchObject({ status: "received" });
      expect(await fingerprint(copy.assetId)).toEqual({ outcome: "new" });
    }));
});

describe("the trash", () => {
  /** There is no function here that could be asked: the order is noted before that, for the daily round. */
  const order = (assetId: string) =>
    expect(orderPurge(assetId)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  const everythingOf = async (assetId: string) => {
    const rows = (await dumpTable(config.client, config.table)).filter((row) => JSON.stringify(row).includes(assetId));
    const { workspaceId } = useActor();
    const files = [
      ...(await listKeys(Resource.Input.name, `uploads/${workspaceId}/`)),
      ...(await listKeys(Resource.Media.name, `${workspaceId}/`)),
    ].filter((key) => key.includes(assetId));
    return { rows: rows.map((row) => row.__edb_e__?.S), files };
  };

  it("is emptied of what was in it for 30 days, and of nothing else", () =>
    inWorkspace(async () => {
      const [old, young, kept] = [await understood("an old one"), await understood("a young one"), await ready()];
      await put(`${old.key.slice(0, -"a.mov".length)}sidecars/a.srt`, "1");
      await noteUses(specOf([clip("c1", old.assetId), clip("c2", young.assetId)]));
      for (const { assetId } of [old, young]) await discard(assetId);
      await age(old.assetId, KEPT_MS + 1000);
      await age(young.assetId, KEPT_MS - 60_000);
      await purge({});
      // What tells whoever holds the index in memory stays for two days.
      expect(await everythingOf(old.assetId)).toEqual({ rows: ["segment"], files: [] });
      await purge({});
      await expect(Info.info(old.assetId)).rejects.toMatchObject({ code: "not_found" });
      await restore(young.assetId);
      expect((await listed()).sort()).toEqual([young.assetId, kept.assetId].sort());
      expect((await found("young")).assets).toEqual([young.assetId]);
      expect((await everythingOf(young.assetId)).files).toContain(young.key);
      expect((await everythingOf(young.assetId)).rows).toContain("use");
    }));

  it("is emptied of all others when one cannot go, and says which", () =>
    inWorkspace(async (workspaceId) => {
      const [broken, old] = [await ready(), await ready()];
      for (const { assetId } of [broken, old]) {
        await discard(assetId);
        await age(assetId, KEPT_MS + 1000);
      }
      const bytes = (count: number) =>
        AssetEntity.patch({ workspaceId, assetId: broken.assetId }).set({ bytes: count }).go();
      await bytes(-1);
      await expect(purge({})).rejects.toMatchObject({
        code: "internal",
        message: expect.stringMatching(/^1 .+bytes/s),
      });
      expect(await everythingOf(old.assetId)).toEqual({ rows: [], files: [] });
      await bytes(1);
      expect(await purge({})).toEqual({ purged: 1 });
    }));

  it("lets one go before its time when that is asked for, from which there is no way back", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId } = await ready();
      await expect(orderPurge(assetId)).rejects.toMatchObject(conflict(/not in the trash/));
      await discard(assetId);
      await order(assetId);
      await expect(restore(assetId)).rejects.toMatchObject(conflict(/for good/));
      expect(await listed({ trash: "true" })).toEqual([]);
      await purge({ workspaceId, assetId });
      expect(await everythingOf(assetId)).toEqual({ rows: [], files: [] });
    }));

  it.each(["the original", "what was made", "the manifest"])(
    "is emptied also when that was cut off after %s had gone, and nothing comes back meanwhile",
    (what) =>
      inWorkspace(async (workspaceId) => {
        const { assetId, key } = await understood("a boat");
        await discard(assetId);
        await order(assetId);
        const made = await listKeys(Resource.Media.name, `${workspaceId}/${assetId}/`);
        await deleteObjects(Resource.Input.name, [key]);
        if (what !== "the original")
          await deleteObjects(
            Resource.Media.name,
            made.filter((one) => what === "the manifest" || !one.endsWith("manifest.json")),
          );
        await restoreRange({ after: `${workspaceId}/`, until: `${workspaceId}/~` }, createId("run"));
        expect(await listed()).toEqual([]);
        await purge({});
        expect(await everythingOf(assetId)).toEqual({ rows: ["segment"], files: [] });
      }),
  );

  it("leaves an original that another asset has as well", () =>
    inWorkspace(async () => {
      const { assetId, key } = await ready("put in again");
      const { etag = "", bytes } = await Assets.get(assetId);
      const again = createId("ast");
      await Assets.create({ assetId: again, name: "a.mov", key, etag, bytes, status: "received" });
      await discard(assetId);
      await erase(await Assets.get(assetId));
      expect(await listKeys(Resource.Input.name, key)).toEqual([key]);
    }));
});
