import type { Failure } from "../failure.ts";
import type { Frame } from "../store/frames.ts";
import { joinParent } from "./children.ts";
import { endExecution } from "./end.ts";
import type { Turn } from "./turn.ts";

/** A flow ends: with it the execution, or a branch or iteration of the frame above. */
export function endFrame(turn: Turn, frame: Frame, phase: "done" | "failed", result: string): void {
  const ended = turn.store.frames.update(frame, { phase, result, visit: frame.visit + 1, token: null });
  if (ended.parent !== null) joinParent(turn, ended);
  else if (phase === "done") endExecution(turn, "SUCCEEDED", {}, result);
  else endExecution(turn, "FAILED", JSON.parse(result) as Failure);
}
