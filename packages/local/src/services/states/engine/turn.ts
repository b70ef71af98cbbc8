import type { Cloud } from "../../../cloud.ts";
import type { Outcome, Tolerance } from "../decide/move.ts";
import type { Flow, State } from "../definition/asl.ts";
import { type Program, programOf, stateOf } from "../definition/program.ts";
import type { Json } from "../json.ts";
import type { Execution } from "../store/executions.ts";
import type { Frame } from "../store/frames.ts";
import type { Store } from "../store/store.ts";
import type { Timers } from "./timers.ts";

/** What a frame waits for or has under way: kept with it, so that it can be started again after a crash. */
export type Work =
  | {
      readonly kind: "task";
      readonly arguments: Json;
      readonly timeoutSeconds?: number;
      readonly heartbeatSeconds?: number;
    }
  | { readonly kind: "read"; readonly arguments: Json; readonly maxItems?: number }
  | Fork;

/** Children under way, or (phase `calling`) the results of them on their way to S3. */
export interface Fork {
  readonly kind: "fork";
  readonly concurrency: number;
  readonly total: number;
  /** The event that the children's chains begin at. */
  readonly event: number;
  readonly mapRun?: string;
  readonly tolerance?: Tolerance;
  /** Arguments of the ResultWriter. */
  readonly writer?: Json;
}

/** The call of a task was answered; now its token or an execution is waited for. */
export interface Submitted {
  readonly kind: "submitted";
  /** JSON text. */
  readonly output: string;
  readonly awaits?: string | undefined;
}

/** One thing to do for a frame; without an outcome, whatever its phase asks for. Dropped when the visit has passed. */
export interface Step {
  readonly frame: number;
  readonly visit: number;
  readonly outcome?: Outcome | Submitted;
}

/** What all of the engine works with. */
export type Kit = Pick<Turn, "cloud" | "store" | "timers">;

/** Moves of one execution that are made in one go, by one holder of the execution's mailbox. */
export interface Turn {
  readonly cloud: Cloud;
  readonly store: Store;
  readonly timers: Timers;
  readonly execution: Execution;
  readonly program: Program;
  readonly roleArn: string;
  readonly steps: Step[];
  /** Frames whose call, read or write is to be made once the moves are on disk; `repeated`: again, after a crash. */
  readonly calls: { readonly frame: Frame; readonly repeated: boolean }[];
  /** Frames whose call, read or write is not wanted any more. */
  readonly dropped: number[];
  /** Children of a distributed Map that were started, or redriven, in this turn. */
  readonly started: Turn[];
  over: boolean;
}

export function turnOf({ cloud, store, timers }: Kit, execution: Execution, steps: Step[]): Turn {
  const revision = store.machines.revision(execution.revision);
  const program = programOf(revision.definition);
  return {
    cloud,
    store,
    timers,
    execution,
    program,
    roleArn: revision.role_arn,
    steps,
    calls: [],
    dropped: [],
    started: [],
    over: false,
  };
}

export function flowOf(turn: Turn, frame: Frame): Flow {
  const flow = turn.program.flows[frame.flow];
  if (!flow) throw new Error(`The definition of ${turn.execution.arn} has no flow ${frame.flow}`);
  return flow;
}

export function stateOfFrame(turn: Turn, frame: Frame): State {
  return stateOf(flowOf(turn, frame), frame.state);
}

export function workOf(frame: Frame): Work {
  if (!frame.work) throw new Error(`Frame ${frame.id} (${frame.phase} in '${frame.state}') has no work`);
  return JSON.parse(frame.work) as Work;
}

export function forkOf(frame: Frame): Fork {
  const work = workOf(frame);
  if (work.kind !== "fork") throw new Error(`Frame ${frame.id} in '${frame.state}' has no children`);
  return work;
}
