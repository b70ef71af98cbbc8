import { createHash } from "node:crypto";
import { useActor } from "../actor.ts";
import { AppError, type ErrorCode } from "../error.ts";
import { CallbackEntity } from "./callback.entity.ts";
import * as Step from "./step.ts";
import { beat, fail, succeed } from "./task-token.ts";

/** Longest time that a job may take to answer. */
const LIFETIME_SECONDS = 3 * 24 * 3600;

/** How a job ended, or how far it is. */
export type Answer =
  | { readonly kind: "progress"; readonly percent: number }
  | { readonly kind: "success"; readonly output: object }
  | { readonly kind: "failure"; readonly code: ErrorCode; readonly message: string };

/**
 * Keeps the token of a waiting task under an id that a job can carry. The same token has the same id, and every new try at
 * a step has a new token: so the id also serves as the job's idempotency token.
 */
export async function open(step: Step.StepReference, token: string): Promise<string> {
  const { workspaceId } = useActor();
  const callbackId = createHash("sha256").update(token).digest("hex").slice(0, 32);
  const expiresAt = Math.floor(Date.now() / 1000) + LIFETIME_SECONDS;
  await CallbackEntity.upsert({ ...step, workspaceId, callbackId, token, expiresAt }).go();
  return callbackId;
}

/** The step that waits for a callback, or undefined when none does: it was never opened, or has its answer. */
export async function findWaiting(callbackId: string): Promise<Step.StepReference | undefined> {
  const { workspaceId } = useActor();
  const { data } = await CallbackEntity.get({ workspaceId, callbackId }).go({ consistent: true });
  return data && !data.settledAt ? Step.StepReference.parse(data) : undefined;
}

/**
 * Gives a job's answer to the task that waits for it. Returns false, and changes nothing, when nobody waits any more: the
 * answer came late or a second time. Throws `not_found` for an id that was never opened.
 */
export async function answer(callbackId: string, given: Answer): Promise<boolean> {
  const { workspaceId } = useActor();
  const { data } = await CallbackEntity.get({ workspaceId, callbackId }).go({ consistent: true });
  if (!data) throw new AppError("not_found", `Callback ${callbackId} does not exist`);
  if (data.settledAt) return false;
  const step = Step.StepReference.parse(data);
  if (given.kind === "progress") {
    await Step.progress(step, given.percent);
    return beat(data.token);
  }
  const error = given.kind === "failure" ? { code: given.code, message: given.message } : undefined;
  await Step.end(step, error);
  const waited =
    given.kind === "success"
      ? await succeed(data.token, given.output)
      : await fail(data.token, new AppError(given.code, given.message));
  await CallbackEntity.patch({ workspaceId, callbackId }).set({ settledAt: new Date().toISOString() }).go();
  return waited;
}
