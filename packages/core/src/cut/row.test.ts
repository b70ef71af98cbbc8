import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";
import { orderedCut } from "./testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { useActor } = await import("../actor.ts");
const { readDocument } = await import("../document.ts");
const { CutDocument } = await import("./cut.schema.ts");
const { list } = await import("./cut.ts");
const { cutPlace } = await import("./place.ts");
const Run = await import("../run/run.ts");
const { change, claim, create, find, reopen, row, settle } = await import("./row.ts");

async function ordered() {
  const cut = orderedCut();
  await create(cut);
  await Run.begin({ runId: cut.runId, cutId: cut.cutId, workflow: "Compose" });
  return row(cut.cutId);
}

const kept = async (cutId: string) =>
  (await readDocument(cutPlace({ workspaceId: useActor().workspaceId, cutId }), CutDocument)).cut;

describe("a cut", () => {
  it("is noted once, however often, and told to the bucket", () =>
    inWorkspace(async () => {
      const cut = await ordered();
      const { workspaceId: _, createdAt: __, updatedAt: ___, ...facts } = cut;
      await create({ ...facts, title: "Another" });
      expect(await row(cut.cutId)).toEqual(cut);
      expect(await kept(cut.cutId)).toEqual(cut);
    }));

  it("is not seen from another workspace", () =>
    inWorkspace(async () => {
      const { cutId } = await ordered();
      await inWorkspace(async () => {
        expect(await find(cutId)).toBeUndefined();
        await expect(row(cutId)).rejects.toMatchObject({ code: "not_found" });
        expect(await list({})).toEqual({ items: [], cursor: null });
      });
    }));

  it("belongs to one run at a time", () =>
    inWorkspace(async () => {
      const { cutId, runId } = await ordered();
      await expect(claim(cutId, createId("run"), "Render")).rejects.toMatchObject({ code: "conflict" });
      expect(await claim(cutId, runId, "Compose")).toBe(true);
      await settle(cutId, runId, { status: "composed", revision: 1 });
      expect(await claim(cutId, runId, "Compose")).toBe(false);
      const next = createId("run");
      expect(await claim(cutId, next, "Render")).toBe(true);
      expect(await row(cutId)).toMatchObject({ status: "rendering", runId: next, revision: 1 });
    }));

  it("is settled by the run that is at it, once", () =>
    inWorkspace(async () => {
      const { cutId, runId } = await ordered();
      await settle(cutId, createId("run"), { status: "failed" });
      expect(await row(cutId)).toMatchObject({ status: "composing" });
      await settle(cutId, runId, { status: "composed", revision: 1 });
      await settle(cutId, runId, { status: "failed" });
      expect(await row(cutId)).toMatchObject({ status: "composed" });
      expect(await kept(cutId)).toEqual(await row(cutId));
    }));

  it("goes on with a run that failed, unless another one has been at it", () =>
    inWorkspace(async () => {
      const { cutId, runId } = await ordered();
      const reason = { code: "internal", message: "It broke" };
      await settle(cutId, runId, { status: "failed", reason });
      await reopen(cutId, runId, "Compose");
      expect(await row(cutId)).toMatchObject({ status: "composing", runId });
      expect(await row(cutId)).not.toHaveProperty("reason");
      await settle(cutId, runId, { status: "failed", reason });
      await claim(cutId, createId("run"), "Compose");
      await expect(reopen(cutId, runId, "Compose")).rejects.toMatchObject({ code: "conflict" });
    }));

  it("is taken over from a run that was cut off before it was noted", () =>
    inWorkspace(async () => {
      const cut = orderedCut();
      await create(cut);
      const next = createId("run");
      expect(await claim(cut.cutId, next, "Compose")).toBe(true);
      expect(await row(cut.cutId)).toMatchObject({ status: "composing", runId: next });
    }));

  it("is not changed by who has read what is no more, and loses its reason with its status", () =>
    inWorkspace(async () => {
      const { cutId, runId } = await ordered();
      const reason = { code: "gate_facts", message: "Nobody says so" };
      await settle(cutId, runId, { status: "refused", revision: 1, reason, refusedBy: "facts" });
      const before = await row(cutId);
      expect(await change(before, { title: "Deluge" })).toMatchObject({ title: "Deluge", reason, refusedBy: "facts" });
      await expect(change(before, { title: "Rain" })).rejects.toMatchObject({ code: "stale" });
      const after = await change(await row(cutId), { status: "composed", revision: 2 });
      expect(after).not.toHaveProperty("reason");
      expect(after).not.toHaveProperty("refusedBy");
    }));
});
