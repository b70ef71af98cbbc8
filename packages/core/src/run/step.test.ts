import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";
import { attemptNumber } from "./attempt-number.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Assets = await import("../asset/asset.ts");
const Run = await import("./run.ts");
const Step = await import("./step.ts");
const Understanding = await import("../understanding/state.ts");
const { failureOf } = await import("./failure.ts");

const begun = async () => {
  const [assetId, runId] = [createId("ast"), createId("run")];
  await Assets.create({ assetId, name: "a.mov", key: "uploads/x/a.mov", bytes: 1, status: "received" });
  await Run.begin({ runId, assetId, workflow: "Ingest" });
  return (step: string, attempt = 1) => ({ runId, assetId, step, attempt });
};

describe("a step", () => {
  it("keeps every attempt", () =>
    inWorkspace(async () => {
      const at = await begun();
      await Step.begin(at("Inspect", 1));
      await Step.end(at("Inspect", 1), { code: "unavailable", message: "S3 was away" });
      await Step.begin(at("Inspect", 2));
      await Step.end(at("Inspect", 2));
      const { steps } = await Run.get(at("").runId);
      expect(steps).toMatchObject([
        {
          name: "Inspect",
          status: "succeeded",
          attempts: [
            { attempt: 1, status: "failed", error: { code: "unavailable" } },
            { attempt: 2, status: "succeeded", durationMs: expect.any(Number) },
          ],
        },
      ]);
    }));

  it("is not begun again by a late message once it has succeeded", () =>
    inWorkspace(async () => {
      const at = await begun();
      await Step.begin(at("Submit"));
      await Step.end(at("Submit"));
      await Step.begin(at("Submit"));
      await Step.progress(at("Submit"), 40);
      await Step.end(at("Submit"), { code: "internal", message: "late" });
      const [step] = (await Run.get(at("").runId)).steps;
      expect(step).toMatchObject({ status: "succeeded", percent: 100 });
      expect(step?.error).toBeUndefined();
    }));

  it("moves its asset's progress forward only", () =>
    inWorkspace(async () => {
      const at = await begun();
      const { assetId } = at("");
      await Step.begin(at("Submit"));
      await Step.progress(at("Submit"), 60);
      await Step.begin(at("Inspect"));
      expect((await Assets.get(assetId)).progress).toEqual({ step: "Submit", percent: 55 });
    }));
});

describe("steps that go side by side", () => {
  const claimed = async () => {
    const [assetId, runId] = [createId("ast"), createId("run")];
    await Assets.create({ assetId, name: "a.mov", key: "uploads/x/a.mov", bytes: 1, status: "received" });
    for (const status of ["processing", "ready"] as const) await Assets.move(assetId, status);
    await Run.begin({ runId, assetId, workflow: "Understand" });
    await Understanding.claim(assetId, runId);
    return {
      at: (step: string, parts?: number) => ({ runId, assetId, step, attempt: 1, parts }),
      shown: async () => (await Assets.get(assetId)).progress,
    };
  };

  it("each add their part, in whatever order they end", () =>
    inWorkspace(async () => {
      const { at, shown } = await claimed();
      expect(await shown()).toEqual({ step: "Understand", percent: 0 });
      await Promise.all([at("Hear"), at("Shots"), at("Measure.0")].map((step) => Step.begin(step)));
      await Promise.all([Step.end(at("Hear")), Step.end(at("Shots")), Step.progress(at("Measure.0"), 50)]);
      expect((await shown())?.percent).toBeCloseTo(30 + 5 + 13, 6);
      await Step.end(at("Measure.0"));
      expect((await shown())?.percent).toBeCloseTo(30 + 5 + 26, 6);
      for (const part of ["See.0", "See.1"]) await Step.begin(at(part, 2));
      await Step.end(at("See.1", 2));
      expect(await shown()).toEqual({ step: "Understand", percent: expect.closeTo(30 + 5 + 26 + 10, 6) });
      await Step.begin(at("Scenes"));
      expect(await shown()).toEqual({ step: "Scenes", percent: 88 });
    }));

  it("are done at most, however much more there was than had been said", () =>
    inWorkspace(async () => {
      const { at, shown } = await claimed();
      await Step.begin(at("Measure.0"));
      await Step.progress(at("Measure.0"), 500);
      await Step.end(at("Measure.0"));
      expect(await shown()).toEqual({ step: "Understand", percent: 26 });
      const { steps } = await Run.get(at("").runId);
      expect(steps).toMatchObject([{ name: "Measure.0", status: "succeeded", percent: 100 }]);
    }));

  it("add nothing twice, and nothing when they fail", () =>
    inWorkspace(async () => {
      const { at, shown } = await claimed();
      await Step.begin(at("Measure.0"));
      for (const percent of [40, 40, 20]) await Step.progress(at("Measure.0"), percent);
      await Step.end(at("Measure.0"), { code: "internal", message: "broken" });
      await Step.end(at("Measure.0"));
      await Step.progress(at("Measure.0"), 90);
      expect((await shown())?.percent).toBeCloseTo(10.4, 6);
    }));

  it("stay below what comes after them, however often they are tried", () =>
    inWorkspace(async () => {
      const { at, shown } = await claimed();
      for (let attempt = 1; attempt <= 4; attempt++) {
        const hear = { ...at("Hear"), attempt };
        await Step.begin(hear);
        await Step.end(hear);
      }
      expect((await shown())?.percent).toBe(60);
    }));

  it("begin anew after what was made ready once more", () =>
    inWorkspace(async () => {
      const { at, shown } = await claimed();
      await Step.begin(at("Submit"));
      await Step.progress(at("Submit"), 100);
      expect(await shown()).toEqual({ step: "Submit", percent: 85 });
      await Step.begin(at("Shots"));
      await Step.end(at("Shots"));
      expect(await shown()).toEqual({ step: "Understand", percent: 5 });
    }));
});

describe("why a run failed", () => {
  it("is what its last step said, and steps that were cut off are closed", () =>
    inWorkspace(async () => {
      const at = await begun();
      await Step.begin(at("Waveform"));
      await Step.begin(at("Register"));
      await Step.end(at("Register"), { code: "derivative_wrong", message: "The proxy is wrong: it is too short" });
      expect(await failureOf(at(""), { Error: "States.TaskFailed", Cause: "{}" })).toEqual({
        reason: { code: "derivative_wrong", message: "The proxy is wrong: it is too short" },
        failedStep: "Register",
      });
      const { steps } = await Run.get(at("").runId);
      expect(steps.map(({ name, status }) => [name, status])).toContainEqual(["Waveform", "failed"]);
    }));

  it("is the state machine's word when no step could say anything", () =>
    inWorkspace(async () => {
      const at = await begun();
      await Step.begin(at("Fingerprint"));
      expect(await failureOf(at(""), { Error: "States.Timeout" })).toEqual({
        reason: { code: "timeout", message: "Fingerprint did not end in time." },
        failedStep: "Fingerprint",
      });
    }));

  it("is not what went wrong before the run was taken up again", () =>
    inWorkspace(async () => {
      const at = await begun();
      await Step.begin(at("Inspect"));
      await Step.end(at("Inspect"), { code: "unavailable", message: "S3 was away" });
      await Run.reopen(at("").runId, 1);
      await Step.begin(at("Admit", attemptNumber({ redrives: 1, retries: 0 })));
      expect(await failureOf(at(""), { Error: "States.Timeout" })).toMatchObject({
        reason: { code: "timeout" },
        failedStep: "Admit",
      });
    }));
});
