import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { assetWith, scenesOf } from "../search/testing.ts";
import { inWorkspace, startTestStage } from "../testing.ts";
import { verdictOf } from "./gates/gates.ts";
import { card, clip, specOf } from "./render/testing.ts";
import { orderedCut } from "./testing.ts";
import type { VariantSpec } from "./variant-spec.schema.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { AssetEntity } = await import("../asset/asset.entity.ts");
const { CutEntity } = await import("./cut.entity.ts");
const { writeSpec, writeVerdict } = await import("./documents.ts");
const { finishCompose } = await import("./outcome.ts");
const Run = await import("../run/run.ts");
const Rows = await import("./row.ts");
const { forgetUses, noteAllUses, noteUses, usesOf } = await import("./use.ts");

/** A cut that the crew is at. */
async function ordered(title = "Flood") {
  const cut = orderedCut();
  const order = { ...cut.order, render: "when_approved" as const };
  await Rows.create({ ...cut, title, order });
  await Run.begin({ runId: cut.runId, cutId: cut.cutId, workflow: "Compose" });
  return cut;
}

const footage = () => assetWith(scenesOf("A boat"));

const revisionOf = (cutId: string, revision: number, items: VariantSpec["items"]): VariantSpec =>
  specOf(items, { cutId, revision });
const used = async (assetId: string) => (await usesOf({ assetId })).items;

describe("where an asset was used", () => {
  it("is told once the crew's revision is accepted: which moments, and where in the cut they are", () =>
    inWorkspace(async () => {
      const { assetId } = await footage();
      const { cutId, runId } = await ordered();
      const again = clip("c2", assetId, { inFrame: 500, frames: 50 });
      await writeSpec(revisionOf(cutId, 1, [card("k1"), clip("c1", assetId), again]));
      const seen = { passed: true, text: "It adds up", item: null, evidence: [] };
      await writeVerdict(verdictOf({ cutId, revision: 1 }, [[{ gate: "schema", passed: true, findings: [seen] }]]));
      expect(await used(assetId)).toEqual([]);
      await finishCompose({ cutId, runId, revision: 1 });
      expect(await used(assetId)).toMatchObject([
        {
          ...{ revision: 1, clips: 2, cut: { cutId, title: "A test", revision: 1 } },
          moments: [
            { startMs: 1000, endMs: 5000, atMs: 2000 },
            { startMs: 20_000, endMs: 22_000, atMs: 6000 },
          ],
        },
      ]);
    }));

  it("is told of the latest revision that has it, in whatever order and however often they are noted", () =>
    inWorkspace(async () => {
      const [kept, dropped] = [await footage(), await footage()];
      const { cutId } = await ordered();
      const first = revisionOf(cutId, 1, [clip("c1", kept.assetId), clip("c2", dropped.assetId)]);
      const second = revisionOf(cutId, 2, [clip("c1", kept.assetId, { inFrame: 0 })]);
      for (const spec of [first, second, first, second, first]) await noteUses(spec);
      expect(await used(kept.assetId)).toMatchObject([{ revision: 2, moments: [{ startMs: 0, endMs: 4000 }] }]);
      expect(await used(dropped.assetId)).toMatchObject([{ revision: 1, clips: 1 }]);
    }));

  it("is told in pages, the cut that was ordered last first, without cuts that are gone", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId } = await footage();
      const cuts = [];
      for (const title of ["First", "Second", "Third", "Fourth"]) {
        const { cutId } = await ordered(title);
        await noteUses(revisionOf(cutId, 1, [clip("c1", assetId)]));
        cuts.push(cutId);
      }
      await CutEntity.delete({ workspaceId, cutId: cuts[2] ?? "" }).go();
      const page = await usesOf({ assetId, limit: 3 });
      expect(page.items.map(({ cut }) => cut.title)).toEqual(["Fourth", "Second"]);
      const rest = await usesOf({ assetId, limit: 3, cursor: page.cursor ?? "" });
      expect(rest.items.map(({ cut }) => cut.title)).toEqual(["First"]);
    }));

  it("keeps a row small, however often the cut shows it", () =>
    inWorkspace(async () => {
      const { assetId } = await footage();
      const { cutId } = await ordered();
      await noteUses(
        revisionOf(
          cutId,
          1,
          Array.from({ length: 300 }, (_, index) => clip(`c${index}`, assetId)),
        ),
      );
      const [use] = await used(assetId);
      expect([use?.clips, use?.moments.length]).toEqual([300, 20]);
    }));

  it("is known again from the specs of all accepted revisions, and of no other", () =>
    inWorkspace(async () => {
      const [first, second, third] = [await footage(), await footage(), await footage()];
      const { cutId } = await ordered();
      for (const [index, { assetId }] of [first, second, third].entries())
        await writeSpec(revisionOf(cutId, index + 1, [clip("c1", assetId)]));
      await noteAllUses({ cutId, revision: 2 });
      expect(await used(first.assetId)).toMatchObject([{ revision: 1 }]);
      expect(await used(second.assetId)).toMatchObject([{ revision: 2 }]);
      expect(await used(third.assetId)).toEqual([]);
    }));

  it("is not told of an asset of another workspace, of none, or of one that goes for good", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId } = await footage();
      await inWorkspace(() => expect(usesOf({ assetId })).rejects.toMatchObject({ code: "not_found" }));
      await expect(usesOf({ assetId: createId("ast") })).rejects.toMatchObject({ code: "not_found" });
      await AssetEntity.patch({ workspaceId, assetId }).set({ purgingAt: new Date().toISOString() }).go();
      await expect(usesOf({ assetId })).rejects.toMatchObject({ code: "not_found" });
    }));

  it("is forgotten with the asset", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId } = await footage();
      const { cutId } = await ordered();
      await noteUses(revisionOf(cutId, 1, [clip("c1", assetId)]));
      await forgetUses({ workspaceId, assetId });
      expect(await used(assetId)).toEqual([]);
    }));
});
