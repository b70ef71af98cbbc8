import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Assets = await import("../asset/asset.ts");
const { end } = await import("../run/end.ts");
const Run = await import("../run/run.ts");
const { health } = await import("./health.ts");
const { problems } = await import("./problems.ts");

async function begun(name = "a.mov", workflow = "Ingest") {
  const [assetId, runId] = [createId("ast"), createId("run")];
  await Assets.create({ assetId, runId, name, key: `uploads/x/${assetId}`, bytes: 1, status: "received" });
  await Run.begin({ runId, assetId, workflow });
  return { assetId, runId };
}

const judge = { code: "judge_failed", message: "The model was not found" };
const failed = async (name?: string, reason = judge, failedStep = "Brief") => {
  const one = await begun(name, "Understand");
  await Assets.describe(one.assetId, { understanding: { status: "failed", runId: one.runId } });
  await end(one.runId, { status: "failed", reason, failedStep });
  return one;
};

describe("health", () => {
  it("counts what runs, what waits and what ended, each once", () =>
    inWorkspace(async () => {
      const [first, second, third] = [await begun(), await begun(), await begun()];
      await Promise.all([end(second.runId, { status: "succeeded" }), end(second.runId, { status: "succeeded" })]);
      await end(second.runId, { status: "failed", reason: judge });
      await end(third.runId, { status: "succeeded", reason: { code: "not_media", message: "Words" } });
      await failed();
      await Assets.move(second.assetId, "processing");
      const { running, waiting, failed: failures, lastHour, lastDay, hours } = await health();
      expect(running).toEqual({ count: 1, oldestAt: (await Run.row(first.runId)).startedAt });
      expect(waiting).toMatchObject({ assets: 3, messages: 0, oldestAt: expect.any(String) });
      expect(failures).toBe(1);
      expect(lastDay).toEqual({ succeeded: 1, failed: 1, rejected: 1 });
      expect(lastHour).toEqual(lastDay);
      expect(hours).toHaveLength(7 * 24);
      expect(hours.at(-1)).toMatchObject({ succeeded: 1, failed: 1, rejected: 1, meanMs: expect.any(Number) });
      expect(hours.slice(0, -1).every((hour) => hour.succeeded + hour.failed + hour.rejected === 0)).toBe(true);
    }));

  it("says what a run took only of those that did not lie about until they were redriven", () =>
    inWorkspace(async () => {
      const { runId } = await begun();
      await Run.reopen(runId, 1);
      await end(runId, { status: "succeeded" });
      const last = (await health()).hours.at(-1);
      expect(last).toMatchObject({ succeeded: 1 });
      expect(last).not.toHaveProperty("meanMs");
    }));

  it("is of one workspace", () =>
    inWorkspace(async () => {
      await failed();
      await inWorkspace(async () => expect(await health()).toMatchObject({ failed: 0, lastDay: { failed: 0 } }));
    }));
});

describe("problems", () => {
  it("are what failed or was rejected, by reason and step, the newest first, with examples", () =>
    inWorkspace(async () => {
      const older = await failed("older.mov");
      await failed("other.mov", { code: "timeout", message: "See.3 did not end in time." }, "See.3");
      const newer = await failed("newer.mov");
      const { assetId } = await begun("words.txt");
      await Assets.move(assetId, "processing");
      await Assets.move(assetId, "rejected", { reason: { code: "not_media", message: "This is a text file." } });
      const { items, more } = await problems();
      expect(more).toBe(false);
      expect(items.map(({ kind, code, step, count }) => [kind, code, step, count])).toEqual([
        ["rejected", "not_media", "Admit", 1],
        ["failed", "judge_failed", "Brief", 2],
        ["failed", "timeout", "See", 1],
      ]);
      expect(items[1]?.examples).toMatchObject([
        { ...newer, assetName: "newer.mov", message: judge.message },
        { ...older, assetName: "older.mov" },
      ]);
      expect(items[1]?.firstAt.localeCompare(items[1].lastAt)).toBe(-1);
    }));

  it("are over once another run has taken the asset", () =>
    inWorkspace(async () => {
      const { assetId } = await failed();
      expect((await problems()).items).toHaveLength(1);
      await Assets.describe(assetId, { understanding: { status: "searchable", runId: createId("run") } });
      expect((await problems()).items).toEqual([]);
    }));

  it("are not what an operator cancelled", () =>
    inWorkspace(async () => {
      await failed("a.mov", { code: "cancelled", message: "An operator cancelled the run." });
      expect((await problems()).items).toEqual([]);
    }));

  it("are over once the run that failed goes on", () =>
    inWorkspace(async () => {
      const { runId } = await failed();
      await Run.reopen(runId, 1);
      expect((await problems()).items).toEqual([]);
    }));
});
