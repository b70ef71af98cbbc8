import { ExecutionDoesNotExist, type HistoryEvent, paginateGetExecutionHistory } from "@aws-sdk/client-sfn";
import { attemptNumber } from "./attempt-number.ts";
import { client } from "./execution.ts";

/** What the function of a step was given and returned, by the number of the try. */
export type Exchanges = ReadonlyMap<number, { readonly input?: unknown; readonly output?: unknown }>;

/** What a state machine puts around the input of a task, and what nobody but the task may know. */
interface Sent {
  readonly step?: string;
  readonly attempt?: number;
  readonly redrives?: number;
}
const ENVELOPE = new Set(["workspaceId", "runId", "step", "attempt", "redrives", "token"]);

/**
 * Reads what a step's function was given and what it returned out of the history of an execution and of those that it started.
 * Empty for one that Step Functions has forgotten.
 */
export async function exchangesOf(executionArn: string, step: string): Promise<Exchanges> {
  const found = new Map<number, { input?: unknown; output?: unknown }>();
  for (const events of await histories(executionArn)) {
    const byPrevious = Map.groupBy(events, ({ previousEventId = 0 }) => previousEventId);
    for (const event of events) {
      const sent = payloadOf(event);
      if (sent?.step !== step) continue;
      const attempt = attemptNumber({ redrives: sent.redrives ?? 0, retries: sent.attempt ?? 0 });
      const entries = Object.entries(sent).filter(([name]) => !ENVELOPE.has(name));
      const output = outputAfter(event, byPrevious);
      found.set(attempt, { input: Object.fromEntries(entries), ...(output !== undefined && { output }) });
    }
  }
  return found;
}

/** The events of an execution, and of those that it started and waited for. */
async function histories(executionArn: string): Promise<HistoryEvent[][]> {
  const events: HistoryEvent[] = [];
  try {
    for await (const page of paginateGetExecutionHistory({ client }, { executionArn, maxResults: 1000 }))
      events.push(...(page.events ?? []));
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return [];
    throw error;
  }
  const started = events.flatMap(({ taskSubmittedEventDetails: details }) => {
    if (details?.resourceType !== "states") return [];
    return (JSON.parse(details.output ?? "{}") as { ExecutionArn?: string }).ExecutionArn ?? [];
  });
  return [events, ...(await Promise.all(started.map(histories))).flat()];
}

function payloadOf({ taskScheduledEventDetails: details }: HistoryEvent): Sent | undefined {
  if (details?.resourceType !== "lambda") return undefined;
  return (JSON.parse(details.parameters ?? "{}") as { Payload?: Sent }).Payload;
}

/** Follows what came of a task that was scheduled until it succeeded; undefined while it has not, or when it failed. */
function outputAfter(scheduled: HistoryEvent, byPrevious: ReadonlyMap<number, HistoryEvent[]>): unknown {
  let event: HistoryEvent | undefined = scheduled;
  while (event) {
    const succeeded: HistoryEvent["taskSucceededEventDetails"] = event.taskSucceededEventDetails;
    if (succeeded) return unwrapped(JSON.parse(succeeded.output ?? "null"));
    const followers: HistoryEvent[] = byPrevious.get(event.id ?? -1) ?? [];
    event = followers.find(({ type = "" }) => /^Task(Started|Submitted|Succeeded)$/.test(type));
  }
  return undefined;
}

/** A task that waited for its function has all that Lambda says of it as its output. */
function unwrapped(output: unknown): unknown {
  const isLambdas = typeof output === "object" && output !== null && "Payload" in output && "StatusCode" in output;
  return isLambdas ? output.Payload : output;
}
