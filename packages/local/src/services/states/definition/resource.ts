/** How a task waits: for the answer, for the job it started, or for its token to be sent back. */
type Pattern = "response" | "sync" | "token";

/** What a Task's Resource says. */
export interface TaskResource {
  /** As histories name it: `lambda`, `sqs`, `aws-sdk:mediaconvert`. */
  readonly type: string;
  /** As histories name it: `invoke.waitForTaskToken`. A function's own ARN for a direct invocation. */
  readonly name: string;
  readonly service: string;
  /** Operation as the SDK's client names its command: `SendMessage`. */
  readonly operation: string;
  readonly pattern: Pattern;
  /** `.sync:2` gives the job's output as JSON, `.sync` as a string. */
  readonly parsesOutput: boolean;
  readonly kind: "function" | "optimized" | "sdk";
}

const integration =
  /^arn:aws:states:[a-z0-9-]*:\d*:(?:(aws-sdk):)?([a-zA-Z0-9-]+):([a-zA-Z0-9]+)(\.sync(?::2)?|\.waitForTaskToken)?$/;

/** Reads a Resource; undefined when it names nothing that a task could call. */
export function parseResource(resource: string): TaskResource | undefined {
  if (/^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:/.test(resource)) {
    const invoke = { service: "lambda", operation: "Invoke", pattern: "response", parsesOutput: false } as const;
    return { type: "lambda", name: resource, kind: "function", ...invoke };
  }
  const [, sdk, service = "", action = "", suffix = ""] = integration.exec(resource) ?? [];
  if (!service) return undefined;
  return {
    type: sdk ? `${sdk}:${service}` : service,
    name: action + suffix,
    service,
    operation: action.charAt(0).toUpperCase() + action.slice(1),
    pattern: suffix.startsWith(".sync") ? "sync" : suffix ? "token" : "response",
    parsesOutput: suffix === ".sync:2",
    kind: sdk ? "sdk" : "optimized",
  };
}
