import { afterAll, describe, expect, it } from "vitest";
import { inWorkspace, startTestStage } from "../testing.ts";
import { card, specOf } from "./render/testing.ts";
import { orderedCut } from "./testing.ts";

/** Executions are noted, and nobody works on them. */
const stage = await startTestStage({ workflows: true });
afterAll(() => stage.stop());
const Run = await import("../run/run.ts");
const { writeSpec } = await import("./documents.ts");
const { create, row, settle } = await import("./row.ts");
const { review } = await import("./review.ts");

async function composed() {
  const cut = orderedCut();
  await create(cut);
  await Run.begin({ runId: cut.runId, cutId: cut.cutId, workflow: "Compose" });
  await writeSpec(specOf([card("k1")], { cutId: cut.cutId, revision: 1 }));
  await settle(cut.cutId, cut.runId, { status: "composed", revision: 1 });
  return row(cut.cutId);
}

describe("a revision", () => {
  it("that is sent back with a note is composed again, as the next one", () =>
    inWorkspace(async () => {
      const { cutId } = await composed();
      const note = " Shorter by 10 s, I do not like the end ";
      const { runId = "", reading } = await review({ cutId, revision: 1, verdict: "sent_back", note });
      expect(reading).toEqual({
        requests: [{ words: "Shorter by 10 s", request: { ask: "shorter", byMs: 10_000 } }],
        notUnderstood: ["I do not like the end"],
      });
      expect(await Run.find(runId)).toMatchObject({ workflow: "Compose", cutId });
      const { reviews, ...cut } = await row(cutId);
      expect(cut).toMatchObject({ status: "composing", runId, revision: 1 });
      expect(reviews).toMatchObject([{ revision: 1, verdict: "sent_back", note: note.trim(), reading }]);
    }));

  it("that is approved is rendered, once", () =>
    inWorkspace(async () => {
      const { cutId } = await composed();
      const { runId = "" } = await review({ cutId, revision: 1, verdict: "approved" });
      expect(await Run.find(runId)).toMatchObject({ workflow: "Render", cutId });
      expect(await review({ cutId, revision: 1, verdict: "approved" })).toEqual({});
      expect(await row(cutId)).toMatchObject({ status: "rendering", runId });
      await settle(cutId, runId, { status: "finished", deliverables: [] });
      expect(await review({ cutId, revision: 1, verdict: "approved" })).toEqual({});
      expect((await row(cutId)).reviews).toHaveLength(3);
    }));

  it("is neither judged when there is a newer one, nor sent back while it is being rendered", () =>
    inWorkspace(async () => {
      const { cutId } = await composed();
      const judge = (revision: number, verdict: "approved" | "sent_back") => review({ cutId, revision, verdict });
      await expect(judge(2, "approved")).rejects.toMatchObject({ code: "stale" });
      await judge(1, "approved");
      await expect(judge(1, "sent_back")).rejects.toMatchObject({ code: "conflict" });
      expect((await row(cutId)).reviews).toHaveLength(1);
    }));
});
