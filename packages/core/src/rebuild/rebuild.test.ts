import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Inspected } from "../asset/asset.ts";
import { metered } from "../cost/meter.ts";
import { clip, specOf } from "../cut/render/testing.ts";
import { orderedCut } from "../cut/testing.ts";
import { technical } from "../derivative/testing.ts";
import { derivedId } from "../derived-id.ts";
import { createId } from "../id.ts";
import { assetWith, scenesOf } from "../search/testing.ts";
import { inWorkspace, startTestStage } from "../testing.ts";
import { attributesOf, deleteItems, dumpTable, type Item } from "./testing.ts";

const stage = await startTestStage({ workflows: true });
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const { useActor } = await import("../actor.ts");
const Keys = await import("../access/keys.ts");
const Operators = await import("../access/operators.ts");
const { AssetEntity } = await import("../asset/asset.entity.ts");
const Assets = await import("../asset/asset.ts");
const { ClaimEntity } = await import("../asset/claim.entity.ts");
const { fingerprint } = await import("../asset/fingerprint.ts");
const { manifestOf, writeManifest } = await import("../asset/manifest.ts");
const Outcome = await import("../asset/outcome.ts");
const { listKeys, s3, uploadWhole } = await import("../bucket.ts");
const { writeSpec } = await import("../cut/documents.ts");
const { CutEntity } = await import("../cut/cut.entity.ts");
const Cuts = await import("../cut/row.ts");
const { noteUses } = await import("../cut/use.ts");
const { UseEntity } = await import("../cut/use.entity.ts");
const { DerivativeEntity } = await import("../derivative/derivative.entity.ts");
const Derivatives = await import("../derivative/derivative.ts");
const Reembedding = await import("../reembed/outcome.ts");
const { archive } = await import("../run/archive.ts");
const { AttemptEntity } = await import("../run/attempt.entity.ts");
const { RunEntity } = await import("../run/run.entity.ts");
const { end } = await import("../run/end.ts");
const Run = await import("../run/run.ts");
const Step = await import("../run/step.ts");
const { mark } = await import("../search/mark.ts");
const { indexScenes } = await import("../search/index-scenes.ts");
const { indexWords } = await import("../search/index-words.ts");
const { SegmentEntity } = await import("../search/segment.entity.ts");
const { countVectors, removeVectors, vectorsOf } = await import("../search/vectors.ts");
const { SavedSearchesEntity } = await import("../saved-search/saved-search.entity.ts");
const SavedSearches = await import("../saved-search/saved-search.ts");
const { SettingEntity } = await import("../setting/setting.entity.ts");
const Setting = await import("../setting/setting.ts");
const { config, keepingStamps } = await import("../table.ts");
const { discard } = await import("../trash/discard.ts");
const { restore } = await import("../trash/restore.ts");
const Understanding = await import("../understanding/outcome.ts");
const { reprocess, startFirst } = await import("../understanding/start.ts");
const Webhooks = await import("../webhook/webhook.ts");
const { finish } = await import("./outcome.ts");
const { restoreRange } = await import("./restore.ts");
const { resume } = await import("./resume.ts");
const { scan } = await import("./scan.ts");
const { sweep } = await import("./sweep.ts");

/** Statistics are counted as things happen: those of what is lost are lost. */
const STATISTICS = new Set(["tally", "usual", "spend", "counted"]);
const dump = async (): Promise<Item[]> =>
  (await dumpTable(config.client, config.table)).filter((item) => !STATISTICS.has(item.__edb_e__?.S ?? ""));
const lose = async (items: readonly Item[]): Promise<void> => deleteItems(config.client, config.table, items);

/** What the workflow does, step by step. Returns what it says, and the table without the run of this rebuild or another. */
async function rebuild(runId = createId("run")) {
  await Run.begin({ runId, workflow: "Rebuild" });
  const { ranges } = await scan(runId);
  const outcomes: Awaited<ReturnType<typeof restoreRange>>[] = [];
  for (const range of ranges) outcomes.push(await restoreRange(range, runId));
  const sum = (field: "restored" | "unchanged" | "kept" | "runs" | "resumed" | "broken") =>
    outcomes.reduce((total, outcome) => total + outcome[field], 0);
  const isWhole = sum("broken") === 0;
  const { removed } = isWhole ? await sweep({ segment: 0, segments: 1 }, runId) : { removed: 0 };
  const { resumed } = isWhole ? await resume(runId) : { resumed: 0 };
  const counts = { restored: sum("restored"), unchanged: sum("unchanged"), kept: sum("kept"), runs: sum("runs") };
  const rebuilt = { ...counts, removed, resumed: sum("resumed") + resumed };
  const problems = outcomes.flatMap((outcome) => outcome.problems);
  const table = (await dump()).filter(({ workflow, status }) => workflow?.S !== "Rebuild" || status?.S !== "running");
  return { runId, rebuilt, problems, table };
}

async function putOriginal(content: string, assetId = createId("ast")) {
  const { workspaceId } = useActor();
  const key = `uploads/${workspaceId}/${assetId}/clip.mov`;
  const { ETag = "" } = await s3.send(new PutObjectCommand({ Bucket: Resource.Input.name, Key: key, Body: content }));
  return { assetId, key, bytes: content.length, etag: ETag.replaceAll('"', "") };
}

/** An asset that came by an upload and whose first run has begun. */
async function received(content: string) {
  const original = await putOriginal(content);
  const { assetId } = original;
  const runId = assetId.replace("ast", "run");
  await Assets.create({
    ...{ ...original, name: "clip.mov", status: "received", runId },
    ...{ contentType: "video/quicktime", uploadId: "upload", sequencer: "01" },
  });
  await Run.begin({ runId, assetId, workflow: "Ingest" });
  const step = { runId, assetId, step: "Inspect", attempt: 1 };
  await Step.begin(step);
  await Step.end(step, { code: "unavailable", message: "S3 was away" });
  await Step.begin({ ...step, attempt: 2 });
  await Step.progress({ ...step, attempt: 2 }, 50);
  await metered(512, () => Step.end({ ...step, attempt: 2 }));
  return { assetId, runId };
}

async function searchable(content: string, understand = async (_asset: Inspected) => {}): Promise<string> {
  const { assetId, runId } = await received(content);
  await fingerprint(assetId);
  await Assets.describe(assetId, { technical: technical(), hasThumbnail: true });
  await Derivatives.register({
    assetId,
    derivative: {
      ...{ kind: "shots", uri: `s3://${Resource.Media.name}/shots.json`, bytes: 2, sha256: "b".repeat(64) },
      ...{ contentType: "application/json", count: 3 },
    },
    provenance: {
      inputs: { proxy: "c".repeat(64) },
      ...{ operation: "shots", parameters: { threshold: 10, nested: { b: 1.5, a: [] } }, tool: "ffmpeg 7.1" },
    },
  });
  await Outcome.finish({ assetId, runId });
  await archive(runId);
  await startFirst({ assetId });
  const { understanding } = await Assets.get(assetId);
  const second = understanding?.runId ?? "";
  await understand(await Assets.getInspected(assetId));
  await Understanding.finish({ assetId, runId: second });
  await archive(second);
  return assetId;
}

async function failed(content: string): Promise<string> {
  const { assetId, runId } = await received(content);
  await fingerprint(assetId);
  await Outcome.fail({ assetId, runId, error: { Error: "States.Timeout" } });
  await archive(runId);
  return assetId;
}

async function rejected(content: string): Promise<string> {
  const { assetId, runId } = await received(content);
  await fingerprint(assetId);
  await Outcome.reject({ assetId, runId, reason: { code: "not_media", message: "It is a text" } });
  await archive(runId);
  return assetId;
}

async function linked(content: string): Promise<string> {
  const { assetId, runId } = await received(content);
  const originality = await fingerprint(assetId);
  if (originality.outcome !== "linked") throw new Error("Nobody has these bytes");
  await Outcome.finish({ assetId, runId, linkedTo: originality.linkedTo });
  await archive(runId);
  return assetId;
}

/** What was deleted, restored, deleted again, and goes for good. */
async function deleted(content: string): Promise<void> {
  const { workspaceId } = useActor();
  const assetId = await searchable(content);
  await discard(assetId);
  await restore(assetId);
  await discard(assetId);
  await AssetEntity.patch({ workspaceId, assetId }).set({ purgingAt: new Date().toISOString() }).go();
  await writeManifest(assetId);
}

/** A library with every end that an asset can come to, and every fact that a row can have. */
async function library(): Promise<string> {
  const assetId = await searchable("one");
  await mark({ assetId, tags: ["beach"], collections: ["Summer"] });
  await linked("one");
  await rejected("two");
  // The same bytes as what was rejected: it takes the claim over.
  await searchable("two");
  await failed("three");
  await Setting.put({ judge: { provider: "bedrock", model: "amazon.nova-lite-v1:0" } });
  await SavedSearches.create({ name: "Boats", query: { q: "boat", people: 2 } });
  const misunderstood = await searchable("four");
  const { runId } = await reprocess({ assetId: misunderstood, from: "Scenes" });
  await Understanding.fail({ assetId: misunderstood, runId, error: { Error: "States.Timeout" } });
  await Run.reopen(runId, 1);
  await Understanding.fail({ assetId: misunderstood, runId, error: { Error: "States.Timeout" } });
  await archive(runId);
  await deleted("five");
  const { runId: rebuildId, rebuilt } = await rebuild();
  await finish({ runId: rebuildId, rebuilt });
  await archive(rebuildId);
  const reembedId = createId("run");
  await Run.begin({ runId: reembedId, workflow: "Reembed" });
  await Reembedding.finish({ runId: reembedId, reembedded: { index: "scenes", assets: 3, scenes: 9 } });
  await archive(reembedId);
  await refusedCut(assetId);
  return assetId;
}

async function ordered(more: { logoUri?: string; budgetMicroUsd?: number } = {}) {
  const cut = { ...orderedCut(), ...more };
  const { cutId, runId } = cut;
  await Cuts.create(cut);
  await Run.begin({ runId, cutId, workflow: "Compose" });
  return Cuts.row(cutId);
}

/** A cut whose second revision a gate refused. */
async function refusedCut(assetId: string): Promise<void> {
  const { cutId, runId } = await ordered({ logoUri: "s3://output/logo.png", budgetMicroUsd: 2_000_000 });
  const reason = { code: "gate_facts", message: "Nobody says so" };
  await Cuts.settle(cutId, runId, {
    ...{ status: "refused", revision: 1, durationMs: 60_000, reason, refusedBy: "facts" },
  });
  await usedIn(cutId, assetId);
  await end(runId, { status: "succeeded", reason });
  await archive(runId);
}

const executionsOf = async (stateMachineArn: string) =>
  (await new SFNClient({}).send(new ListExecutionsCommand({ stateMachineArn }))).executions?.map(({ name }) => name);

beforeEach(async () => {
  await lose(await dump());
  for (const { name } of [Resource.Input, Resource.Media, Resource.Output]) await empty(name);
});

async function empty(bucket: string): Promise<void> {
  for (const key of await listKeys(bucket, "")) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}

describe("a rebuild", () => {
  it("brings back a table of which nothing is left, to the last attribute", () =>
    inWorkspace(async () => {
      await library();
      const before = await dump();
      // Every attribute of every entity is in the table: one that is added later has to be put into the library above.
      for (const entity of [
        AssetEntity,
        ClaimEntity,
        DerivativeEntity,
        RunEntity,
        AttemptEntity,
        SettingEntity,
        CutEntity,
        SavedSearchesEntity,
        UseEntity,
      ]) {
        const name = entity.schema.model.entity;
        const known = Object.keys(entity.schema.attributes).sort();
        const passing = name === "asset" ? ["progress", "uploadId"] : [];
        expect(attributesOf(before, name), name).toEqual(known.filter((attribute) => !passing.includes(attribute)));
      }
      await lose(before);
      expect(await dump()).toEqual([]);
      const { rebuilt, table } = await rebuild();
      expect(table).toEqual(before);
      expect(rebuilt).toMatchObject({ restored: 7, unchanged: 0, kept: 0, removed: 0, resumed: 0 });
      const ended = before.filter((item) => item.__edb_e__?.S === "run");
      expect(rebuilt.runs).toBe(ended.length);
    }));

  it("brings back what is missing when a part is lost, and overwrites what was spoilt", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await library();
      const before = await dump();
      await lose(before.filter((_, index) => index % 2 === 0));
      expect((await rebuild()).table).toEqual(before);
      await lose(before.filter((_, index) => index % 2 === 1));
      expect((await rebuild()).table).toEqual(before);
      const { data: row } = await AssetEntity.get({ workspaceId, assetId }).go();
      if (!row) throw new Error(`Asset ${assetId} was not restored`);
      await keepingStamps(() => AssetEntity.put({ ...row, name: "spoilt" }).go());
      expect((await rebuild()).table).toEqual(before);
    }));

  it("changes nothing where nothing is missing", () =>
    inWorkspace(async () => {
      await library();
      const before = await dump();
      const { rebuilt, table } = await rebuild();
      expect(table).toEqual(before);
      expect(rebuilt).toEqual({ restored: 0, unchanged: 7, kept: 0, runs: 0, removed: 0, resumed: 0 });
    }));

  it("leaves what is newer in the table, and tells the bucket of it", () =>
    inWorkspace(async () => {
      const assetId = await library();
      await Assets.describe(assetId, { name: "renamed.mov" });
      const before = await dump();
      const first = await rebuild();
      expect(first.table).toEqual(before);
      expect(first.rebuilt).toMatchObject({ kept: 1, unchanged: 6 });
      await lose(before);
      await rebuild();
      expect(await Assets.get(assetId)).toMatchObject({ name: "renamed.mov" });
    }));

  it("takes away what is in no bucket with all that belongs to it, and leaves what is being uploaded", () =>
    inWorkspace(async () => {
      const assetId = await library();
      const before = await dump();
      const gone = createId("ast");
      const runId = gone.replace("ast", "run");
      await Assets.create({ assetId: gone, name: "a", key: "uploads/nowhere", bytes: 1, status: "received", runId });
      await Run.begin({ runId, assetId: gone, workflow: "Ingest" });
      await Step.begin({ runId, assetId: gone, step: "Fingerprint", attempt: 1 });
      expect((await rebuild()).rebuilt).toMatchObject({ removed: 1 });
      expect((await dump()).filter((item) => item.runId?.S === runId || item.assetId?.S === gone)).toEqual([]);
      const uploading = createId("ast");
      await Assets.create({ assetId: uploading, name: "a", key: "uploads/x", bytes: 1, status: "uploading" });
      expect((await rebuild()).rebuilt).toMatchObject({ removed: 0 });
      expect(await Assets.get(uploading)).toMatchObject({ status: "uploading" });
      expect(await Assets.get(assetId)).toMatchObject({ status: "ready" });
      expect((await dump()).length).toBeGreaterThan(before.length);
    }));

  it("takes a derivative away that the manifest does not know and would", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await searchable("one");
      const before = await dump();
      const shots = await Derivatives.findRow(assetId, "shots");
      const old = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-01-01T00:00:00.000Z" };
      const row = { ...old, workspaceId, assetId, kind: "poster" as const };
      const derivative = shots?.derivative as never;
      const provenance = shots?.provenance as never;
      await keepingStamps(() => DerivativeEntity.put({ ...row, derivative, provenance }).go());
      expect((await rebuild()).table).toEqual(before);
    }));

  it("starts again what was being worked on when the table was lost, once for each rebuild", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId } = await received("one");
      const key = `uploads/${workspaceId}/card/clip.mov`;
      await s3.send(new PutObjectCommand({ Bucket: Resource.Input.name, Key: key, Body: "dropped" }));
      await lose(await dump());
      // Arrivals of the second in which a rebuild begins are left to their news: S3 tells time in seconds.
      const { runId, rebuilt } = await rebuild(later());
      expect(rebuilt).toMatchObject({ resumed: 2, restored: 0 });
      await resume(runId);
      const { items } = await Assets.list({});
      expect(items).toHaveLength(2);
      expect(items.find((asset) => asset.assetId === assetId)).toMatchObject({ status: "received", name: "clip.mov" });
      expect(items.find((asset) => asset.key === key)).toMatchObject({ status: "received", bytes: 7 });
      const executions = await executionsOf(Resource.Ingest.arn);
      for (const asset of items) {
        expect(executions?.filter((name) => name === asset.runId)).toHaveLength(1);
        expect(await Run.get(asset.runId ?? "")).toMatchObject({ assetId: asset.assetId, workflow: "Ingest" });
      }
      expect((await rebuild(later())).rebuilt).toMatchObject({ resumed: 0, removed: 0 });
    }));

  it("has an asset understood whose understanding was cut off with the table", () =>
    inWorkspace(async () => {
      const assetId = await searchable("one");
      await reprocess({ assetId, from: "Scenes" });
      await writeManifest(assetId);
      await lose(await dump());
      const { runId } = await rebuild();
      const { understanding } = await Assets.get(assetId);
      expect(understanding?.status).toBe("running");
      expect(await executionsOf(Resource.Understand.arn)).toContain(understanding?.runId);
      await restoreRange({ after: null, until: null }, runId);
      expect((await Assets.get(assetId)).understanding).toEqual(understanding);
    }));

  it("restores all others when a manifest cannot be read, and says which it is", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await searchable("one");
      const other = await searchable("other");
      const before = await dump();
      await uploadWhole('{"version":1}', manifestOf({ workspaceId, assetId }), "application/json");
      await lose(before);
      const { problems } = await rebuild();
      expect(problems).toEqual([expect.stringContaining(assetId)]);
      expect(await Assets.get(other)).toMatchObject({ status: "ready" });
      expect(await Assets.find(assetId)).toBeUndefined();
    }));

  it("writes a manifest anew that cannot be read, where the table knows the asset", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await searchable("one");
      const before = await dump();
      await uploadWhole('{"version":1}', manifestOf({ workspaceId, assetId }), "application/json");
      expect((await rebuild()).problems).toEqual([]);
      await lose(before);
      expect((await rebuild()).table).toEqual(before);
    }));
});

describe("the search index", () => {
  const texts = ["A dog runs on the beach.", "People vote in a parliament.", "A band plays at night."];

  const indexed = () =>
    searchable("one", async (asset) => {
      await assetWith(scenesOf(...texts), asset);
      await indexScenes(asset, false);
      await indexWords(asset, false);
    });

  /** When a row of the index was written is told to whoever holds it in memory: a row that is restored is news. */
  const withoutTimes = (items: readonly Item[]) =>
    items.map(({ createdAt, updatedAt, changedAt, gsi2sk, ...item }) =>
      /segment|searchIndex/.test(item.__edb_e__?.S ?? "") ? item : { ...item, createdAt, updatedAt },
    );

  it("has its postings and its vectors again", () =>
    inWorkspace(async () => {
      const assetId = await indexed();
      const before = await dump();
      // `expiresAt` has what is to go.
      const lasting = Object.keys(SegmentEntity.schema.attributes).filter((name) => name !== "expiresAt");
      expect(attributesOf(before, "segment")).toEqual(lasting.sort());
      const vectors = await vectorsOf(Resource.Vectors.index, assetId, [0, 1, 2]);
      expect(vectors.size).toBe(3);
      await lose(before);
      await removeVectors(Resource.Vectors.index, assetId, 0);
      const { table } = await rebuild();
      expect(withoutTimes(table)).toEqual(withoutTimes(before));
      expect(await vectorsOf(Resource.Vectors.index, assetId, [0, 1, 2])).toEqual(vectors);
    }));

  it("loses an asset that is in no bucket, and tells whoever holds it in memory", () =>
    inWorkspace(async () => {
      const assetId = await indexed();
      await empty(Resource.Input.name);
      await empty(Resource.Media.name);
      expect((await rebuild()).rebuilt).toMatchObject({ removed: 1, restored: 0 });
      expect(await countVectors(Resource.Vectors.index, assetId, 3)).toBe(0);
      const left = (await dump()).filter((item) => item.assetId?.S === assetId);
      expect(left.map((item) => [item.__edb_e__?.S, item.scenes])).toEqual([["segment", undefined]]);
    }));
});

/** Puts an asset into the first revision of a cut. */
async function usedIn(cutId: string, assetId: string): Promise<void> {
  const spec = specOf([clip("c1", assetId)], { cutId });
  await writeSpec(spec);
  await noteUses(spec);
}

/** The id of a run that begins in an hour. */
function later(): string {
  return derivedId("run", new Date(Date.now() + 3_600_000), createId("run"));
}

describe("of cuts", () => {
  it("brings one back that came to its end, as it was", () =>
    inWorkspace(async () => {
      await searchable("of a workspace with cuts");
      const { cutId, runId } = await ordered();
      await Cuts.settle(cutId, runId, { status: "composed", revision: 1, durationMs: 60_000 });
      const before = await Cuts.row(cutId);
      await lose(await dump());
      await rebuild();
      expect(await Cuts.row(cutId)).toEqual(before);
    }));

  it("says of one that was being composed that its run was lost, and keeps what is newer", () =>
    inWorkspace(async () => {
      await searchable("of another workspace with cuts");
      const { cutId } = await ordered();
      await rebuild();
      expect(await Cuts.row(cutId)).toMatchObject({ status: "composing" });
      await lose(await dump());
      await rebuild();
      expect(await Cuts.row(cutId)).toMatchObject({ status: "failed", reason: { code: "run_lost" } });
    }));

  it("takes one away that is in no bucket", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await searchable("of a cut that is in no bucket");
      const [{ cutId }, kept] = [await ordered(), await ordered()];
      for (const cut of [cutId, kept.cutId]) await usedIn(cut, assetId);
      await s3.send(new DeleteObjectCommand({ Bucket: Resource.Output.name, Key: `${workspaceId}/${cutId}/cut.json` }));
      await rebuild();
      expect(await Cuts.find(cutId)).toBeUndefined();
      const { data } = await UseEntity.query.primary({ workspaceId, assetId }).go();
      expect(data.map((use) => use.cutId)).toEqual([kept.cutId]);
    }));
});

describe("of who may come in, and who is told", () => {
  it("lets operators and keys in again, and those no more who were removed", () =>
    inWorkspace(async () => {
      await searchable("of a workspace with people");
      await Operators.invite({ email: "anna@example.com", name: "Anna", role: "editor" });
      const { operatorId } = await Operators.invite({ email: "gone@example.com", role: "viewer" });
      await Operators.remove(operatorId);
      const expiresOn = "2099-01-01T00:00:00.000Z";
      const { secret } = await Keys.make({ name: "Desk", role: "editor", scopes: ["assets"], expiresOn });
      const revoked = await Keys.make({ name: "Old" });
      await Keys.revoke(revoked.key.keyId);
      const before = { operators: await Operators.list(), keys: await Keys.list() };
      await lose(await dump());
      expect(await Keys.identify(secret)).toBeUndefined();
      await rebuild();
      expect({ operators: await Operators.list(), keys: await Keys.list() }).toEqual(before);
      expect(await Keys.identify(secret)).toMatchObject({ name: "Desk", scopes: ["assets"] });
      expect(await Keys.identify(revoked.secret)).toBeUndefined();
    }));

  it("leaves what was changed since, and tells the bucket of it", () =>
    inWorkspace(async (workspaceId) => {
      await searchable("of a workspace with people who change");
      const { operatorId } = await Operators.invite({ email: "anna@example.com", role: "viewer" });
      const { OperatorEntity } = await import("../access/operator.entity.ts");
      await OperatorEntity.patch({ workspaceId, operatorId }).set({ role: "admin" }).go();
      await rebuild();
      expect(await Operators.list()).toMatchObject([{ role: "admin" }]);
      await lose(await dump());
      await rebuild();
      expect(await Operators.list()).toMatchObject([{ role: "admin", status: "invited" }]);
    }));

  it("brings webhooks back without their secrets, so switched off, and leaves those that are there", () =>
    inWorkspace(async () => {
      await searchable("of a workspace with webhooks");
      const wanted = { url: "https://example.com/hook", events: ["asset.ready" as const], description: "Desk" };
      const { webhookId, secret } = await Webhooks.create(wanted);
      await rebuild();
      expect(await Webhooks.find(webhookId)).toMatchObject({ secret, enabled: true });
      await lose(await dump());
      await rebuild();
      const restored = await Webhooks.get(webhookId);
      expect(restored).toMatchObject({ ...wanted, enabled: false, disabledBecause: { code: "secret_lost" } });
      const rotated = await Webhooks.rotateSecret(webhookId);
      expect(rotated.secret).not.toBe(secret);
      expect(await Webhooks.change({ webhookId, enabled: true })).not.toHaveProperty("disabledBecause");
    }));
});
