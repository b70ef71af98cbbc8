import type { Rank } from "../../../lambda/turns.ts";
import type { TaskResource } from "../definition/resource.ts";
import type { Json } from "../json.ts";

/** A task's call, ready to be made. */
export interface TaskCall {
  readonly resource: TaskResource;
  readonly arguments: Json;
  /** Who calls: the machine's role, or the one of the state's Credentials. */
  readonly roleArn: string;
  readonly executionName: string;
  /** The trace that the execution belongs to, as an execution that it starts will. */
  readonly traceHeader: string;
  readonly rank: Rank;
  /** The same for every repetition of this one call, after a crash for instance; another one for every retry. */
  readonly callId: string;
  /** True when it is made again after a crash: what it has done before counts as done. */
  readonly repeated: boolean;
  readonly signal: AbortSignal;
  /** Called by tasks that wait for their turn on this machine (`waitsForTurn`), when it has come. */
  readonly onBegin: () => void;
}
