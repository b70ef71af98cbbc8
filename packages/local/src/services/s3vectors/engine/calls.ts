import type { VectorStore } from "./store.ts";

/** What may be asked of the store from another thread. */
type Callable = "put" | "get" | "list" | "remove" | "query" | "drop";

export type CallName = Callable;
export type CallArguments<Name extends Callable> = Parameters<VectorStore[Name]>;
export type CallResult<Name extends Callable> = ReturnType<VectorStore[Name]>;

/** What the store's thread is started with. */
export interface ThreadData {
  readonly file: string;
  /** Ids of the indexes that exist. */
  readonly kept: readonly number[];
}

export interface CallMessage {
  readonly id: number;
  readonly name: Callable;
  readonly args: readonly unknown[];
}

/** `value` when it was done and is on disk, else `error`. */
export interface AnswerMessage {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: Error;
}
