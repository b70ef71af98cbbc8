import type { Rank } from "./turns.ts";

/** The largest event and the largest answer of a synchronous invocation, in bytes. */
export const LARGEST_PAYLOAD = 6 * 1024 * 1024;
/** AWS lets an answer be a little larger than an event: the limit counts its envelope. */
export const LARGEST_RESPONSE = LARGEST_PAYLOAD + 100;

/** One call of a function. */
export interface Invocation {
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly traceId: string;
  /** JSON, as the caller gave it. */
  readonly clientContext: string | undefined;
  /** It is one of many that are worked off, an event or a step of a workflow: nobody waits for just this answer. */
  readonly inBackground?: boolean;
  /** Of a step of a workflow, which waits for its turn on this machine. */
  readonly rank?: Rank | undefined;
  /** Told when a worker takes it: until then it has waited for its turn on this machine. */
  readonly onBegin?: (() => void) | undefined;
  /** Takes the answer piece by piece, where it is streamed. */
  readonly onChunk?: (chunk: Buffer) => void;
}

/** How a call ended. A function's own failure is an outcome, not an error. */
export interface Outcome {
  /** What the handler returned, or `{ errorType, errorMessage, ... }` when `failed`. */
  readonly payload: Buffer;
  readonly failed: boolean;
  /** The last 4 KB of its log. */
  readonly logTail: string;
}

/** What the worker or its end says of an invocation, before its log is complete. */
export interface Answer {
  readonly payload: Buffer;
  readonly failed: boolean;
}

export function failure(errorType: string, errorMessage: string, more: object = {}): Answer {
  return { payload: Buffer.from(JSON.stringify({ errorType, errorMessage, ...more })), failed: true };
}
