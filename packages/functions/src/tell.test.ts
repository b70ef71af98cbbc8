import { createId } from "@videoflow/core/id";
import { inWorkspace, startTestStage } from "@videoflow/core/testing";
import { afterAll, afterEach, expect, it, vi } from "vitest";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Assets = await import("@videoflow/core/asset/asset");
const Run = await import("@videoflow/core/run/run");
const Step = await import("@videoflow/core/run/step");
const { telling } = await import("./tell.ts");

afterEach(() => vi.useRealTimers());

const begun = async () => {
  const [assetId, runId] = [createId("ast"), createId("run")];
  await Assets.create({ assetId, name: "a.mov", key: "uploads/x/a.mov", bytes: 1, status: "received" });
  await Run.begin({ runId, assetId, workflow: "Understand" });
  const step = { runId, assetId, step: "Measure.0", attempt: 1 };
  await Step.begin(step);
  return { step, percent: async () => (await Run.get(runId)).steps[0]?.percent };
};

it("notes how far a try is, now and then", () =>
  inWorkspace(async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { step, percent } = await begun();
    const { tell, last } = telling(step);
    tell(10);
    await last();
    expect(await percent()).toBeUndefined();
    vi.setSystemTime(Date.now() + 2000);
    tell(20.9);
    tell(30);
    await last();
    expect(await percent()).toBe(20);
    tell(40);
    await last();
    expect(await percent()).toBe(20);
    vi.setSystemTime(Date.now() + 2000);
    tell(50);
    await last();
    expect(await percent()).toBe(50);
  }));

it("stops no work where it cannot be noted", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  // Nobody is at work here, so there is nowhere to note it.
  const { tell, last } = telling({ runId: createId("run"), step: "See.0", attempt: 1 });
  vi.setSystemTime(Date.now() + 2000);
  tell(20);
  await expect(last()).resolves.toBeUndefined();
});
