import { isObject } from "../json.ts";
import { expressionIn } from "../query/expression.ts";
import type { Diagnostics } from "./diagnostics.ts";

/** What a field must hold. `value`: any JSON, expressions at any depth. `count`: a whole number, or an expression for one. */
type Kind = "text" | "value" | "object" | "flag" | "count" | "whole" | "list" | "timestamp";

const common = { Type: "text", Comment: "text", QueryLanguage: "text" } as const;
const following = { Next: "text", End: "flag", Output: "value", Assign: "object" } as const;
const failing = { Retry: "list", Catch: "list" } as const;

/** The fields of every state type in JSONata. Others are refused, as AWS refuses them. */
export const stateFields: Record<string, Record<string, Kind>> = {
  Pass: { ...common, ...following },
  Succeed: { ...common, Output: "value" },
  Fail: { ...common, Error: "text", Cause: "text" },
  Choice: { ...common, Choices: "list", Default: "text", Output: "value", Assign: "object" },
  Wait: { ...common, ...following, Seconds: "count", Timestamp: "timestamp" },
  Task: {
    ...common,
    ...following,
    ...failing,
    Resource: "text",
    Arguments: "value",
    TimeoutSeconds: "count",
    HeartbeatSeconds: "count",
    Credentials: "object",
  },
  Parallel: { ...common, ...following, ...failing, Branches: "list", Arguments: "value" },
  Map: {
    ...common,
    ...following,
    ...failing,
    ItemProcessor: "object",
    Items: "value",
    ItemSelector: "value",
    MaxConcurrency: "count",
    ItemReader: "object",
    ItemBatcher: "object",
    ResultWriter: "object",
    ToleratedFailureCount: "count",
    ToleratedFailurePercentage: "count",
    Label: "text",
  },
};

/** Fields of the parts of states. */
export const partFields = {
  rule: { Condition: "value", Next: "text", Assign: "object", Output: "value", Comment: "text" },
  catcher: { ErrorEquals: "list", Next: "text", Assign: "object", Output: "value", Comment: "text" },
  retrier: {
    ErrorEquals: "list",
    IntervalSeconds: "whole",
    MaxAttempts: "whole",
    BackoffRate: "value",
    MaxDelaySeconds: "whole",
    JitterStrategy: "text",
    Comment: "text",
  },
  flow: { StartAt: "text", States: "object", Comment: "text" },
  processor: { StartAt: "text", States: "object", Comment: "text", ProcessorConfig: "object" },
  machine: {
    StartAt: "text",
    States: "object",
    Comment: "text",
    TimeoutSeconds: "whole",
    Version: "text",
    QueryLanguage: "text",
  },
} as const satisfies Record<string, Record<string, Kind>>;

const accepts: Record<Kind, (value: unknown) => boolean> = {
  text: (value) => typeof value === "string",
  value: (value) => value !== undefined,
  object: isObject,
  flag: (value) => typeof value === "boolean",
  count: (value) => isWhole(value) || expressionIn(value) !== undefined,
  whole: isWhole,
  list: Array.isArray,
  timestamp: (value) => expressionIn(value) !== undefined || isTimestamp(value),
};

const names: Record<Kind, string> = {
  text: "a string",
  value: "a value",
  object: "an object",
  flag: "true or false",
  count: "a whole number, not negative, or a JSONata expression",
  whole: "a whole number, not negative",
  list: "an array",
  timestamp: "an RFC3339 timestamp or a JSONata expression",
};

/** Checks that a part has no field it may not have and that each holds what it must. False when it is no object. */
export function checkFields(
  part: unknown,
  fields: Readonly<Record<string, Kind>>,
  location: string,
  diagnostics: Diagnostics,
): part is Record<string, unknown> {
  if (!isObject(part)) {
    diagnostics.schema("Expected an object", location);
    return false;
  }
  for (const [name, value] of Object.entries(part)) {
    const kind = fields[name];
    if (!kind) diagnostics.schema(`Field '${name}' is not supported${hints[name] ?? ""}`, `${location}/${name}`);
    else if (!accepts[kind](value)) diagnostics.schema(`Expected ${names[kind]}`, `${location}/${name}`);
  }
  return true;
}

export function isTimestamp(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** What to do about fields that people meet: SST 4 writes a task's `timeout` as Timeout, which AWS refuses too. */
const hints: Record<string, string> = {
  Timeout: ": the state's time limit is TimeoutSeconds",
  Parameters: " in JSONata: use Arguments",
  ResultSelector: " in JSONata: use Output",
  ResultPath: " in JSONata: use Output",
  InputPath: " in JSONata: use Arguments",
  OutputPath: " in JSONata: use Output",
  ItemsPath: " in JSONata: use Items",
};
