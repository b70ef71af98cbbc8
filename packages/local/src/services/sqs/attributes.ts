import { AwsError } from "../../error.ts";
import { normalise } from "../../iam/normalise.ts";

export type Attributes = Readonly<Record<string, string>>;

type Check = (value: string) => boolean;

const within =
  (least: number, most: number): Check =>
  (value) =>
    /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
const oneOf =
  (...accepted: string[]): Check =>
  (value) =>
    accepted.includes(value);
const boolean = oneOf("true", "false");

/** What a queue can be told. An empty value takes an optional attribute away. */
const checks: Readonly<Record<string, Check>> = {
  DelaySeconds: within(0, 900),
  MaximumMessageSize: within(1024, 1_048_576),
  MessageRetentionPeriod: within(60, 1_209_600),
  ReceiveMessageWaitTimeSeconds: within(0, 20),
  VisibilityTimeout: within(0, 43_200),
  Policy: isPolicy,
  RedrivePolicy: (value) => redrivePolicy(value) !== undefined,
  RedriveAllowPolicy: (value) => redriveAllowPolicy(value) !== undefined,
  KmsMasterKeyId: () => true,
  KmsDataKeyReusePeriodSeconds: within(60, 86_400),
  SqsManagedSseEnabled: boolean,
  FifoQueue: oneOf("true"),
  ContentBasedDeduplication: boolean,
  DeduplicationScope: oneOf("queue", "messageGroup"),
  FifoThroughputLimit: oneOf("perQueue", "perMessageGroupId"),
};

const removable = new Set(["Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId"]);
const fifoOnly = new Set(["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"]);

/** Attributes that are worked out when they are asked for. */
export const computed = [
  "QueueArn",
  "CreatedTimestamp",
  "LastModifiedTimestamp",
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
] as const;

export function defaultAttributes(fifo: boolean): Attributes {
  return {
    DelaySeconds: "0",
    MaximumMessageSize: "1048576",
    MessageRetentionPeriod: "345600",
    ReceiveMessageWaitTimeSeconds: "0",
    VisibilityTimeout: "30",
    SqsManagedSseEnabled: "true",
    ...(fifo && {
      FifoQueue: "true",
      ContentBasedDeduplication: "false",
      DeduplicationScope: "queue",
      FifoThroughputLimit: "perQueue",
    }),
  };
}

export function isKnown(name: string): boolean {
  return name === "All" || name in checks || (computed as readonly string[]).includes(name);
}

/** `current` with `changes`, checked one by one and together. Throws InvalidAttributeName, InvalidAttributeValue. */
export function change(current: Attributes, changes: Attributes, fifo: boolean): Attributes {
  const next: Record<string, string> = { ...current };
  for (const [name, value] of Object.entries(changes)) {
    const check = checks[name];
    if (!check || (fifoOnly.has(name) && !fifo))
      throw new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
    if (value === "" && removable.has(name)) delete next[name];
    else if (typeof value === "string" && check(value)) next[name] = value;
    else throw new AwsError("InvalidAttributeValue", `Invalid value for the parameter ${name}: ${value}`);
  }
  if (next.FifoThroughputLimit === "perMessageGroupId" && next.DeduplicationScope !== "messageGroup") {
    throw new AwsError(
      "InvalidAttributeValue",
      "FifoThroughputLimit can be perMessageGroupId only when DeduplicationScope is messageGroup.",
    );
  }
  return next;
}

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Where messages go that were received too often; undefined when the text is no redrive policy. */
export function redrivePolicy(text: string | undefined): RedrivePolicy | undefined {
  const { deadLetterTargetArn, maxReceiveCount } = object(text);
  const most = Number(maxReceiveCount);
  if (typeof deadLetterTargetArn !== "string" || !Number.isInteger(most) || most < 1 || most > 1000) return undefined;
  return { deadLetterTargetArn, maxReceiveCount: most };
}

export interface RedriveAllowPolicy {
  readonly redrivePermission: string;
  readonly sourceQueueArns: readonly string[];
}

/** Which queues may use this one as their dead-letter queue; undefined when the text does not say. */
export function redriveAllowPolicy(text: string | undefined): RedriveAllowPolicy | undefined {
  const { redrivePermission, sourceQueueArns = [] } = object(text);
  const known = ["allowAll", "denyAll", "byQueue"].includes(redrivePermission as string);
  if (!known || !Array.isArray(sourceQueueArns) || sourceQueueArns.length > 10) return undefined;
  if ((redrivePermission === "byQueue") !== sourceQueueArns.length > 0) return undefined;
  return { redrivePermission: redrivePermission as string, sourceQueueArns };
}

function isPolicy(text: string): boolean {
  const { Statement } = object(text);
  return Statement !== undefined && normalise(text).Statement.length > 0;
}

function object(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Not JSON is answered by the caller, who knows the attribute's name.
    return {};
  }
}
