import type { Json, JsonObject } from "../json.ts";

/**
 * The Amazon States Language as far as JSONata states use it. Fields keep the names they have in a definition.
 * `Json` fields may hold `{% expressions %}` at any depth.
 * https://states-language.net/spec.html
 */
export interface Definition extends Flow {
  readonly TimeoutSeconds?: number;
}

/** States that are run one after the other: the machine itself, a branch of a Parallel, the processor of a Map. */
export interface Flow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

interface Common {
  readonly Comment?: string;
  readonly QueryLanguage?: string;
  readonly Output?: Json;
}

interface Assigning extends Common {
  readonly Assign?: JsonObject;
}

interface Following {
  readonly Next?: string;
  readonly End?: boolean;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: "FULL" | "NONE";
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Assign?: JsonObject;
  readonly Output?: Json;
}

interface Failing {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface Pass extends Assigning, Following {
  readonly Type: "Pass";
}

export interface Succeed extends Common {
  readonly Type: "Succeed";
}

export interface Fail extends Common {
  readonly Type: "Fail";
  readonly Error?: string;
  readonly Cause?: string;
}

interface ChoiceRule {
  readonly Condition: Json;
  readonly Next: string;
  readonly Assign?: JsonObject;
  readonly Output?: Json;
}

export interface Choice extends Assigning {
  readonly Type: "Choice";
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

export interface Wait extends Assigning, Following {
  readonly Type: "Wait";
  readonly Seconds?: number | string;
  readonly Timestamp?: string;
}

export interface Task extends Assigning, Following, Failing {
  readonly Type: "Task";
  readonly Resource: string;
  readonly Arguments?: Json;
  readonly TimeoutSeconds?: number | string;
  readonly HeartbeatSeconds?: number | string;
  readonly Credentials?: { readonly RoleArn: string };
}

export interface Parallel extends Assigning, Following, Failing {
  readonly Type: "Parallel";
  readonly Branches: readonly Flow[];
  readonly Arguments?: Json;
}

interface Processor extends Flow {
  readonly ProcessorConfig?: {
    readonly Mode?: "INLINE" | "DISTRIBUTED";
    readonly ExecutionType?: "STANDARD" | "EXPRESS";
  };
}

export interface ReaderConfig {
  readonly InputType?: "CSV" | "JSON" | "JSONL";
  readonly CSVHeaderLocation?: "FIRST_ROW" | "GIVEN";
  readonly CSVHeaders?: readonly string[];
  readonly CSVDelimiter?: "COMMA" | "PIPE" | "SEMICOLON" | "SPACE" | "TAB";
  readonly MaxItems?: number | string;
}

export interface WriterConfig {
  readonly Transformation?: "NONE" | "COMPACT" | "FLATTEN";
  readonly OutputType?: "JSON" | "JSONL";
}

export interface MapState extends Assigning, Following, Failing {
  readonly Type: "Map";
  readonly ItemProcessor: Processor;
  readonly Items?: Json;
  readonly ItemSelector?: Json;
  readonly MaxConcurrency?: number | string;
  readonly ItemReader?: { readonly Resource: string; readonly Arguments?: Json; readonly ReaderConfig?: ReaderConfig };
  readonly ItemBatcher?: {
    readonly MaxItemsPerBatch?: number | string;
    readonly MaxInputBytesPerBatch?: number | string;
    readonly BatchInput?: Json;
  };
  readonly ResultWriter?: {
    readonly Resource?: string;
    readonly Arguments?: Json;
    readonly WriterConfig?: WriterConfig;
  };
  readonly ToleratedFailureCount?: number | string;
  readonly ToleratedFailurePercentage?: number | string;
  readonly Label?: string;
}

export type State = Pass | Succeed | Fail | Choice | Wait | Task | Parallel | MapState;

/** The states that may retry and catch. */
type FallibleState = Task | Parallel | MapState;

export function isFallible(state: State): state is FallibleState {
  return state.Type === "Task" || state.Type === "Parallel" || state.Type === "Map";
}

export function isDistributed(state: State | undefined): state is MapState {
  return state?.Type === "Map" && state.ItemProcessor.ProcessorConfig?.Mode === "DISTRIBUTED";
}
