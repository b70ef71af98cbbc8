import type { MapState } from "../definition/asl.ts";
import type { Json } from "../json.ts";
import type { Execution } from "../store/executions.ts";
import type { Frame } from "../store/frames.ts";
import type { Store } from "../store/store.ts";

/** How one child of a distributed Map ended. */
export interface ChildResult {
  readonly status: "SUCCEEDED" | "FAILED";
  /** JSON text. */
  readonly text: string;
}

/** What a distributed Map gives when it does not write its results to S3: those of its children, in order. */
export function compactResults(store: Store, state: MapState, children: readonly Frame[]): string {
  const transformation = state.ResultWriter?.WriterConfig?.Transformation ?? "COMPACT";
  return `[${childResults(store, transformation, children)
    .map(({ text }) => text)
    .join(",")}]`;
}

/**
 * NONE: all that is known of each child execution. COMPACT: its output. FLATTEN: its output, arrays spread.
 * Failed children are always told in full.
 */
export function childResults(store: Store, transformation: string, children: readonly Frame[]): ChildResult[] {
  return children.flatMap((child): ChildResult[] => {
    const text = child.result ?? "null";
    if (child.phase === "done" && transformation === "COMPACT") return [{ status: "SUCCEEDED", text }];
    if (child.phase === "done" && transformation === "FLATTEN") {
      const value = JSON.parse(text) as Json;
      return (Array.isArray(value) ? value : [value]).map((item) => ({
        status: "SUCCEEDED",
        text: JSON.stringify(item),
      }));
    }
    const execution = store.executions.find(child.awaits ?? "");
    if (!execution) throw new Error(`The execution ${child.awaits} of a distributed Map is not in the database`);
    return [{ status: child.phase === "done" ? "SUCCEEDED" : "FAILED", text: JSON.stringify(describe(execution)) }];
  });
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html */
function describe(execution: Execution): Json {
  return {
    ExecutionArn: execution.arn,
    Input: execution.input,
    InputDetails: { Included: true },
    Name: execution.name,
    ...(execution.output !== null && { Output: execution.output, OutputDetails: { Included: true } }),
    ...(execution.error !== null && { Error: execution.error }),
    ...(execution.cause !== null && { Cause: execution.cause }),
    RedriveCount: execution.redrive_count,
    StartDate: new Date(execution.started_at).toISOString(),
    StateMachineArn: execution.machine_arn,
    Status: execution.status,
    ...(execution.stopped_at !== null && { StopDate: new Date(execution.stopped_at).toISOString() }),
  };
}
