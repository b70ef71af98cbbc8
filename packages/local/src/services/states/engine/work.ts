import type { Outcome } from "../decide/move.ts";
import type { MapState } from "../definition/asl.ts";
import { StateFailure } from "../failure.ts";
import type { JsonObject } from "../json.ts";
import { readItems } from "../map/reader.ts";
import { childResults } from "../map/results.ts";
import { writeResults } from "../map/writer.ts";
import type { Frame } from "../store/frames.ts";
import { toResult } from "../task/answer.ts";
import { performTask } from "../task/perform.ts";
import { resourceOf } from "./events.ts";
import { rankOf, traceOf } from "./rank.ts";
import { type Fork, type Submitted, stateOfFrame, type Turn, workOf } from "./turn.ts";

/** Does what a frame has under way outside of the engine: a task's call, or a distributed Map's reading or writing. */
export async function performWork(
  turn: Turn,
  frame: Frame,
  repeated: boolean,
  signal: AbortSignal,
): Promise<Outcome | Submitted> {
  const state = stateOfFrame(turn, frame);
  const work = workOf(frame);
  if (state.Type === "Task" && work.kind === "task") {
    return performTask(turn.cloud, {
      resource: resourceOf(state),
      arguments: work.arguments,
      roleArn: state.Credentials?.RoleArn ?? turn.roleArn,
      executionName: turn.execution.name,
      traceHeader: traceOf(turn.execution),
      rank: rankOf(turn),
      callId: `${turn.execution.arn} ${frame.id} ${frame.visit}`,
      repeated,
      signal,
      // Nobody waits any more for a call that was given up: its limits would be those of the frame's next one.
      onBegin: () => void (signal.aborted || turn.timers.limit(frame, work)),
    });
  }
  if (state.Type !== "Map" || work.kind === "task")
    throw new Error(`'${frame.state}' (${state.Type}) has no ${work.kind} to do`);
  const writing = work.kind === "fork";
  try {
    if (writing) return { kind: "succeeded", output: JSON.stringify(await write(turn, frame, state, work, signal)) };
    return { kind: "items", items: await read(turn, state, work, signal) };
  } catch (error) {
    if (error instanceof StateFailure) return { kind: "failed", failure: error.failure };
    const name = writing ? "States.ResultWriterFailed" : "States.ItemReaderFailed";
    return { kind: "failed", failure: { error: name, cause: (error as Error).message } };
  }
}

async function read(turn: Turn, state: MapState, work: { arguments: unknown; maxItems?: number }, signal: AbortSignal) {
  if (!state.ItemReader) throw new Error("The Map has no ItemReader");
  return readItems(state.ItemReader, work.arguments as JsonObject, work.maxItems, {
    get: async (input) => {
      const { Body } = await s3<{ Body?: unknown }>(turn, "GetObject", input, signal);
      return String(await toResult(Body ?? ""));
    },
    list: (input) => s3(turn, "ListObjectsV2", input, signal),
  });
}

function write(turn: Turn, frame: Frame, state: MapState, { mapRun = "", writer = null }: Fork, signal: AbortSignal) {
  const config = state.ResultWriter?.WriterConfig ?? {};
  const results = childResults(turn.store, config.Transformation ?? "NONE", turn.store.frames.children(frame));
  return writeResults(results, config, writer, mapRun, async (bucket, key, body) => {
    const input = { Bucket: bucket, Key: key, Body: Buffer.from(body), ContentType: "application/json" };
    await s3(turn, "PutObject", input, signal);
  });
}

function s3<Output>(
  { cloud, roleArn, execution }: Turn,
  operation: string,
  input: object,
  signal: AbortSignal,
): Promise<Output> {
  return cloud.call<Output>({ kind: "role", arn: roleArn, session: execution.name }, "s3", operation, input, signal);
}
