import { expect, it } from "vitest";
import type { AttemptRow } from "./run.schema.ts";
import { stepsOf, timingsOf } from "./steps.ts";

const row = (step: string, attempt: number, second: number, given: Partial<AttemptRow> = {}): AttemptRow => ({
  workspaceId: "wsp_00000000000000000000000000",
  runId: "run_00000000000000000000000000",
  step,
  attempt,
  status: "succeeded",
  startedAt: new Date(second * 1000).toISOString(),
  durationMs: 100,
  ...given,
});

it("puts attempts together to steps in the order in which they began", () => {
  const steps = stepsOf([row("B", 10, 30), row("A", 1, 2), row("B", 2, 3, { status: "failed" }), row("C", 1, 9)]);
  expect(steps.map(({ name }) => name)).toEqual(["A", "B", "C"]);
  expect(steps[1]?.attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, "failed"],
    [2, "succeeded"],
  ]);
  expect(steps[1]?.status).toBe("succeeded");
});

it("counts the time of all attempts, and none of steps that still run", () => {
  expect(timingsOf([row("A", 2, 2), row("A", 1, 1), row("B", 1, 3, { status: "running" })])).toEqual({ A: 200 });
});
