import type { MessagePort } from "node:worker_threads";
import { AwsError } from "../../../error.ts";
import type { Order, TakenIn } from "./take-in.ts";

/** What a thread is started with for each payload. The port belongs to this payload alone. */
export interface Assignment {
  readonly order: Order;
  readonly port: MessagePort;
}

/**
 * What the port carries to the thread: bytes as they came, in order, then `end`, or `lost` when no more will come.
 * The thread answers each batch of bytes with `ready` once it can take another, and everything with one `Outcome`.
 */
export type ToThread = readonly Uint8Array[] | "end" | "lost";
export type FromThread = "ready" | Outcome;

export type Outcome =
  | { readonly taken: TakenIn; readonly trailers: readonly (readonly [name: string, value: string])[] }
  | { readonly failure: Failure };

/** An error as it crosses threads, where an AwsError would lose all but its message. */
type Failure = { readonly unknown: unknown } | Pick<AwsError, "code" | "message" | "status" | "detail">;

export function failureOf(error: unknown): Failure {
  if (!(error instanceof AwsError)) return { unknown: error };
  const { code, message, status, detail } = error;
  return { code, message, status, detail };
}

export function errorOf(failure: Failure): unknown {
  if ("unknown" in failure) return failure.unknown;
  return new AwsError(failure.code, failure.message, failure.status, failure.detail);
}
