import type { Flow, State } from "../definition/asl.ts";
import type { Failure } from "../failure.ts";
import type { Json, JsonObject } from "../json.ts";

/** Where an execution (or a branch or iteration of it) stands: all that the next move is decided from. */
export interface Position {
  readonly flow: Flow;
  readonly name: string;
  readonly state: State;
  /** The state's input, as JSON text: it is read only when an expression asks for it. */
  readonly input: string;
  /** All variables that can be seen here, those of outer flows included. */
  readonly variables: JsonObject;
  /** `$states.context`. */
  readonly context: object;
  /** How often each of the state's retriers was used since the state was entered. */
  readonly retries: readonly number[];
  /** The history's number of the state's entry: causes of failures name it. */
  readonly enteredEvent: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What became of what the state waited for. */
export type Outcome =
  | { readonly kind: "succeeded" /** JSON text. */; readonly output: string }
  | { readonly kind: "failed"; readonly failure: Failure }
  /** The items of a distributed Map have been read. */
  | { readonly kind: "items"; readonly items: readonly Json[] };

/** One branch of a Parallel, one iteration of a Map, or one batch of items of a distributed Map. */
export interface Child {
  /** JSON text. */
  readonly input: string;
  /** `$states.context.Map.Item`. */
  readonly item?: { readonly Index: number; readonly Key?: string; readonly Value: Json };
  /** How many items it stands for. */
  readonly size: number;
}

/** How much of a distributed Map may fail. Undefined: not limited by it. */
export interface Tolerance {
  readonly count?: number;
  readonly percentage?: number;
}

/** What happens next at a position. Texts are JSON. */
export type Move =
  /** The state ends; `next` undefined ends the flow. `failure` is the one that a Catch took. */
  | {
      readonly kind: "exit";
      readonly next: string | undefined;
      readonly output: string;
      readonly assign: JsonObject;
      readonly failure?: Failure;
    }
  /** Nothing caught it: the flow fails. */
  | { readonly kind: "fail"; readonly failure: Failure }
  | { readonly kind: "retry"; readonly at: number; readonly retrier: number; readonly failure: Failure }
  | { readonly kind: "sleep"; readonly until: number }
  | {
      readonly kind: "call";
      readonly arguments: Json;
      readonly timeoutSeconds?: number;
      readonly heartbeatSeconds?: number;
    }
  | {
      readonly kind: "fork";
      readonly children: readonly Child[];
      readonly concurrency: number;
      readonly tolerance?: Tolerance;
      readonly writer?: Json;
    }
  /** A distributed Map reads its items from S3 first. */
  | { readonly kind: "read"; readonly arguments: Json; readonly maxItems?: number };
