import { fn } from "../fn.ts";
import { deployed } from "./definition.ts";
import type { GraphNode, RunGraph } from "./graph.schema.ts";
import { graphOf } from "./graph-of.ts";
import { inputOf } from "./replay.ts";
import { RunId, type Step } from "./run.schema.ts";
import * as Runs from "./run.ts";
import { stateOf } from "./state-of.ts";
import { stepsOf } from "./steps.ts";
import { usualOf } from "./usual.ts";
import { wayTaken } from "./way-taken.ts";
import { machineOf } from "./workflow.ts";

/** A run's way through its workflow as that is deployed now, and where it stands. What it has gone past is left out. */
export const graph = fn(RunId, async (runId): Promise<RunGraph> => {
  const run = await Runs.row(runId);
  const [shape, attempts, usual, input] = await Promise.all([
    deployed(machineOf(run.workflow)).then(graphOf),
    Runs.attemptsOf(runId),
    usualOf(run),
    inputOf(run),
  ]);
  const byState = Map.groupBy(stepsOf(attempts), ({ name }) => stateOf(name));
  const way = wayTaken(shape, (name) => !byState.has(name));
  const nodes = way.nodes.map(({ name, within }) => ({
    ...{ name, within: [...within] },
    ...standing(byState.get(name) ?? []),
    ...usualFor(usual.get(name)),
  }));
  return { input, nodes, edges: [...way.edges] };
});

const usualFor = (usualMs: number | undefined) => (usualMs === undefined ? {} : { usualMs });

/** What a node shows of its step, or of all steps of its fan-out together. */
function standing(steps: readonly Step[]): Omit<GraphNode, "name" | "within"> {
  const [step, ...others] = steps;
  if (!step) return { state: "idle", attempts: 0 };
  if (others.length === 0 && !step.name.includes(".")) {
    const { status, attempts, startedAt, durationMs, percent, error } = step;
    return {
      ...{ state: status, attempts: attempts.length, startedAt: attempts[0]?.startedAt ?? startedAt },
      ...(durationMs !== undefined && { durationMs }),
      ...(percent !== undefined && { percent }),
      ...(error && { error }),
    };
  }
  const failed = steps.find(({ status }) => status === "failed");
  const done = steps.filter(({ status }) => status === "succeeded").length;
  const startedAt = steps.map((part) => part.startedAt).sort()[0];
  const percent = steps.reduce((sum, part) => sum + (part.percent ?? 0), 0) / steps.length;
  return {
    state: failed ? "failed" : done === steps.length ? "succeeded" : "running",
    ...{ percent, ...(others.length === 0 && step.durationMs !== undefined && { durationMs: step.durationMs }) },
    attempts: Math.max(...steps.map(({ attempts }) => attempts.length)),
    ...(startedAt && { startedAt }),
    ...(failed?.error && { error: failed.error }),
    parts: { done, total: steps.length },
  };
}
