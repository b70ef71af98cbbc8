import { useActor } from "../actor.ts";
import { AttemptEntity } from "./attempt.entity.ts";
import { lengthOf } from "./length-of.ts";
import { RunEntity } from "./run.entity.ts";
import type { Run, Step } from "./run.schema.ts";
import { stateOf } from "./state-of.ts";
import { type Sample, UsualEntity } from "./usual.entity.ts";

/** Of how many runs is remembered how long they took, and of how many steps of a fan-out. */
const RUNS = 20;
const WIDTH = 8;

/**
 * Remembers how long the steps of a run took that has succeeded. Again for the same run, it changes nothing. Of two runs that
 * end in the same instant one may be lost: it is a statistic.
 */
export async function noteUsual(runId: string): Promise<void> {
  const { workspaceId } = useActor();
  const { data: run } = await RunEntity.get({ workspaceId, runId }).go({ consistent: true });
  if (run?.status !== "succeeded" || run.reason || run.partial || run.redrives) return;
  const { workflow } = run;
  const length = await lengthOf(run);
  if (length === undefined) return;
  const [{ data: attempts }, samples] = await Promise.all([
    AttemptEntity.query.primary({ workspaceId, runId }).go({ pages: "all", consistent: true }),
    samplesOf(workflow, length),
  ]);
  const done = attempts.filter(({ status }) => status === "succeeded");
  const durationsMs = Object.fromEntries(
    [...Map.groupBy(done, ({ step }) => stateOf(step))].map(([state, rows]) => [
      state,
      rows.slice(0, WIDTH).map(({ durationMs = 0 }) => durationMs),
    ]),
  );
  const others = samples.filter((sample) => sample.runId !== runId);
  await UsualEntity.put({
    ...{ workspaceId, workflow, length },
    samples: [{ runId, durationsMs }, ...others].slice(0, RUNS),
  }).go();
}

/**
 * The median of what each step of a run's workflow took lately with footage about as long, by the name of its state, in milliseconds.
 * Empty where there is nothing to compare with.
 */
export async function usualOf(run: Pick<Run, "workflow" | "assetId">): Promise<ReadonlyMap<string, number>> {
  const length = await lengthOf(run);
  if (length === undefined) return new Map();
  const byState = new Map<string, number[]>();
  for (const { durationsMs } of await samplesOf(run.workflow, length))
    for (const [state, durations] of Object.entries(durationsMs))
      byState.set(state, [...(byState.get(state) ?? []), ...durations]);
  return new Map([...byState].map(([state, durations]) => [state, median(durations)]));
}

export const withUsual = (steps: readonly Step[], usual: ReadonlyMap<string, number>): Step[] =>
  steps.map((step) => {
    const usualMs = usual.get(stateOf(step.name));
    return usualMs === undefined ? step : { ...step, usualMs };
  });

async function samplesOf(workflow: string, length: string): Promise<readonly Sample[]> {
  const { workspaceId } = useActor();
  return (await UsualEntity.get({ workspaceId, workflow, length }).go()).data?.samples ?? [];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below = 0, above = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return Math.round((below + above) / 2);
}
