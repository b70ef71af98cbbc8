import { redrivable } from "./redrive.ts";

interface State {
  Type?: string;
  Timeout?: number;
  [field: string]: unknown;
}

/**
 * A way that SST's builders cannot draw: from a choice, when a condition (JSONata) holds, back to a state that comes before it, or on
 * to one with branches that another way leads to already.
 */
export interface Way {
  readonly from: string;
  readonly when: `{% ${string} %}`;
  readonly to: string;
}

/**
 * Puts into a definition what SST's builders cannot say. They write a task's limit as `Timeout`, which Step Functions
 * refuses (https://github.com/anomalyco/sst/issues/6747), and have no heartbeat. `heartbeats` are seconds, by state name. What is
 * done again goes a way back, and so does a redrive: circles, which they cannot draw.
 */
export const corrected = (heartbeats: Record<string, number> = {}, ways: readonly Way[] = []) => ({
  stateMachine: (args: aws.sfn.StateMachineArgs): undefined => {
    args.definition = $output(args.definition).apply((text) => correct(text, heartbeats, ways));
  },
});

/**
 * Work for which nobody waits: where the machines are few, its steps come behind those of others (packages/local). On AWS all have their
 * own.
 */
export const later = ({ stateMachine }: ReturnType<typeof corrected>): ReturnType<typeof corrected> => ({
  stateMachine: (args) => {
    stateMachine(args);
    args.tags = $output(args.tags ?? {}).apply((tags) => ({ ...tags, Turn: "later" }));
  },
});

export function correct(text: string, heartbeats: Record<string, number>, ways: readonly Way[] = []): string {
  const definition = JSON.parse(text) as { States?: Record<string, State> };
  correctStates(definition, heartbeats);
  for (const way of ways) lead(definition.States ?? {}, way);
  redrivable(definition as Parameters<typeof redrivable>[0]);
  return JSON.stringify(definition);
}

function lead(states: Record<string, State>, { from, when, to }: Way): void {
  const choice = states[from];
  if (choice?.Type !== "Choice" || !states[to])
    throw new Error(`There is no way from the choice ${from} to the state ${to}`);
  choice.Choices = [...((choice.Choices as object[] | undefined) ?? []), { Condition: when, Next: to }];
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
