import { redrivable } from "./redrive.ts";

interface State {
  Type?: string;
  Timeout?: number;
  [field: string]: unknown;
}

/**
 * Puts into a definition what SST's builders cannot say. They write a task's limit as `Timeout`, which Step Functions
 * refuses (https://github.com/anomalyco/sst/issues/6747), and have no heartbeat. `heartbeats` are seconds, by state name. The
 * way back after a redrive is a circle, which they cannot draw.
 */
export const corrected = (heartbeats: Record<string, number> = {}) => ({
  stateMachine: (args: aws.sfn.StateMachineArgs): undefined => {
    args.definition = $output(args.definition).apply((text) => correct(text, heartbeats));
  },
});

export function correct(text: string, heartbeats: Record<string, number>): string {
  const definition = JSON.parse(text) as object;
  correctStates(definition, heartbeats);
  redrivable(definition);
  return JSON.stringify(definition);
}

/** States can hold states: branches of a Parallel, the processor of a Map. */
function correctStates(value: unknown, heartbeats: Record<string, number>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    correctStates(inner, heartbeats);
    if (isTask(inner)) correctTask(name, inner, heartbeats);
  }
}

const isTask = (value: unknown): value is State => (value as State | null)?.Type === "Task";

function correctTask(name: string, task: State, heartbeats: Record<string, number>): void {
  const { Timeout: limit } = task;
  delete task.Timeout;
  if (limit !== undefined) task.TimeoutSeconds = limit;
  if (heartbeats[name] !== undefined) task.HeartbeatSeconds = heartbeats[name];
}
