import { expect, it } from "vitest";
import { summaryOf } from "./commands/rebuild.ts";
import { summaryOf as summaryOfReembed } from "./commands/reembed.ts";
import { progressOf } from "./follow.ts";

const step = (name: string) => ({
  name,
  status: "running" as const,
  startedAt: "2026-01-01T00:00:00.000Z",
  attempts: [],
  nanoUsd: 0,
});
const run = {
  ...{ runId: "run_1", workflow: "Rebuild", startedAt: "2026-01-01T00:00:00.000Z", durationMs: 12_000 },
  steps: [],
  bill: {
    ...{ lines: [], nanoUsd: 0, keptBytes: 0, monthlyNanoUsd: 0 },
    prices: { region: "us-east-1", asOf: "2026-01-01", sources: [] },
  },
};

it("tells how many batches are done of all", () => {
  expect(progressOf({ steps: [] })).toBe("Scan");
  const steps = [step("Scan"), step("Restore.0"), step("Restore.1")];
  expect(progressOf({ steps, batches: { done: 1, total: 40 } })).toBe("Restore  1 of 40 batches");
});

it("says what was restored, and nothing of what did not happen", () => {
  const rebuilt = { restored: 3, unchanged: 1, kept: 0, runs: 8, removed: 0, resumed: 0 };
  const line = "Rebuilt in 12.0 s: 3 assets restored, 1 were as the buckets say, 8 runs restored";
  expect(summaryOf({ ...run, status: "succeeded", rebuilt })).toBe(line);
  expect(summaryOf({ ...run, status: "succeeded", rebuilt: { ...rebuilt, removed: 2 } }).split("\n")).toHaveLength(2);
});

it("says why it failed", () => {
  const reason = { code: "internal", message: "1 could not be restored" };
  expect(summaryOf({ ...run, status: "failed", reason })).toBe("Rebuild failed: 1 could not be restored (run_1)");
});

it("says what a Reembed did, or why it did not", () => {
  const reembed = { ...run, workflow: "Reembed" };
  const reembedded = { index: "scenes-v2", assets: 2, scenes: 40 };
  expect(summaryOfReembed({ ...reembed, status: "succeeded", reembedded })).toBe(
    "Re-embedded in 12.0 s: 40 scenes of 2 assets; index scenes-v2 serves now",
  );
  const reason = { code: "conflict", message: "It was given up" };
  expect(summaryOfReembed({ ...reembed, status: "failed", reason })).toBe(
    "Re-embedding failed: It was given up (run_1)",
  );
});
