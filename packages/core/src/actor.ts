import { AsyncLocalStorage } from "node:async_hooks";
import { AppError } from "./error.ts";

/** On whose behalf code runs. */
export interface Actor {
  readonly workspaceId: string;
  readonly who: "operator" | "pipeline";
  readonly runId?: string;
  /** Whose credentials came with the request: an operator's email, or the id of a key. */
  readonly id?: string;
}

const storage = new AsyncLocalStorage<Actor>();

export const provideActor = <Result>(actor: Actor, run: () => Result): Result => storage.run(actor, run);

/** The actor of this call. Every domain verb begins with it, so nothing can be read outside a workspace. */
export function useActor(): Actor {
  const actor = storage.getStore();
  if (!actor) throw new AppError("internal", "No actor: call this within provideActor()");
  return actor;
}
