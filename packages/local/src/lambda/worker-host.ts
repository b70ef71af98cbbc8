import type { Cloud } from "../cloud.ts";
import type { Bundle } from "./bundle.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import type { LogSink } from "./log-sink.ts";
import type { RuntimeApi } from "./runtime-api.ts";
import type { Spares } from "./spares.ts";

/** What all processes share, whatever they are for. */
export interface ProcessHost {
  readonly cloud: Cloud;
  readonly api: RuntimeApi;
  /** `host:port` of the Runtime API. */
  readonly address: string;
  /** The program that workers run. */
  readonly bootstrap: string;
}

/** What all workers share. */
export interface WorkerHost extends ProcessHost {
  readonly spares: Spares;
  readonly logs: LogSink;
  /** Called before a worker starts: ends an idle one when there are many. */
  makeRoom(): void;
}

/** The function that a worker runs. */
export interface WorkerCode {
  readonly definition: FunctionDefinition;
  readonly bundle: Bundle;
  readonly handlerName: string;
}
