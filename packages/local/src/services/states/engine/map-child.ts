import { randomUUID } from "node:crypto";
import { arn } from "../../../cloud.ts";
import type { Frame } from "../store/frames.ts";
import { machineName } from "./map-run.ts";
import { traceOf } from "./rank.ts";
import { startExecution } from "./start.ts";
import { stateOfFrame, type Turn } from "./turn.ts";

/** Starts the execution that works on one item, or one batch, of a distributed Map. */
export function startMapChild(turn: Turn, parent: Frame, mapRun: string, child: Frame): void {
  const state = stateOfFrame(turn, parent);
  const type = (state.Type === "Map" && state.ItemProcessor.ProcessorConfig?.ExecutionType) || "STANDARD";
  const label = turn.store.mapRuns.find(mapRun)?.label ?? "";
  const name = randomUUID();
  const family = type === "EXPRESS" ? "express" : "execution";
  const started = startExecution(turn, {
    arn: arn(turn.cloud.place, "states", `${family}:${machineName(turn)}/${label}:${name}`),
    machine_arn: `${turn.execution.machine_arn}/${label}`,
    name,
    revision: turn.execution.revision,
    type,
    input: child.input,
    flow: child.flow,
    map_run: mapRun,
    trace_header: traceOf(turn.execution),
    awaited: 0,
  });
  turn.store.frames.update(child, { phase: "waiting", awaits: started.execution.arn, visit: child.visit + 1 });
  turn.started.push(started);
}
