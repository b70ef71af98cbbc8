import type { Target } from "@aws-sdk/client-eventbridge";
import type { Cloud } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import type { Entry, Outcome } from "../../state/agenda.ts";
import { validation } from "./errors.ts";
import type { BusEvent } from "./event.ts";
import { type Forward, invoke, principalFor } from "./invoke.ts";
import { inputOf, type Occasion } from "./transform/input.ts";

export const DELIVERY = "events.deliver";

/** One event on its way to one target, as it was when the event was accepted. */
export interface Delivery {
  readonly event: BusEvent;
  readonly target: Target;
  readonly occasion: Occasion;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
}

const DEFAULT_RETRIES = 185;
const DEFAULT_AGE_S = 86_400;
const LONGEST_BACKOFF_MS = 60_000;
const throttled = new Set(["ThrottlingException", "TooManyRequestsException", "RequestThrottled", "OverLimit"]);

/**
 * Tries a delivery, again and again with a growing pause while the target is out of order or too busy, within the target's
 * retry policy. What the target refuses for good, or for too long, goes to the target's dead-letter queue.
 */
export function deliverer(cloud: Cloud, forward: Forward) {
  return async ({ payload, attempt }: Entry<Delivery>): Promise<Outcome> => {
    try {
      await deliver(cloud, payload, forward);
      return undefined;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const exhausted = exhaustion(error, payload, attempt);
      if (!exhausted) return { againAt: Date.now() + Math.min(100 * 2 ** attempt, LONGEST_BACKOFF_MS) };
      await bury(cloud, payload, error, exhausted, attempt);
      return undefined;
    }
  };
}

async function deliver(
  cloud: Cloud,
  { event, target, occasion, acceptedAt }: Delivery,
  forward: Forward,
): Promise<void> {
  await invoke(cloud, { event, target, occasion, acceptedAt, input: shaped(target, event, occasion), forward });
}

function shaped(target: Target, event: BusEvent, occasion: Occasion): string {
  try {
    return inputOf(target, event, occasion);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw validation(`The input template of target ${target.Id} of ${occasion.ruleArn} made no JSON: ${cause.message}`);
  }
}

type Exhaustion = "NotRetryable" | "MaximumRetryAttempts" | "MaximumEventAgeInSeconds";

/** Why a failed delivery is not tried again; undefined when it is. */
function exhaustion(error: AwsError, { target, acceptedAt }: Delivery, attempt: number): Exhaustion | undefined {
  if (error.status < 500 && error.status !== 429 && !throttled.has(error.code)) return "NotRetryable";
  const { MaximumRetryAttempts = DEFAULT_RETRIES, MaximumEventAgeInSeconds = DEFAULT_AGE_S } = target.RetryPolicy ?? {};
  if (attempt >= MaximumRetryAttempts) return "MaximumRetryAttempts";
  return Date.now() - acceptedAt >= MaximumEventAgeInSeconds * 1000 ? "MaximumEventAgeInSeconds" : undefined;
}

async function bury(
  cloud: Cloud,
  delivery: Delivery,
  error: AwsError,
  exhausted: Exhaustion,
  attempt: number,
): Promise<void> {
  const { event, target, occasion } = delivery;
  const queueArn = target.DeadLetterConfig?.Arn;
  const fields = { rule: occasion.ruleArn, target: target.Arn, event: event.id, deadLetterQueue: queueArn };
  cloud.journal.error("events.undelivered", error, fields);
  if (!queueArn) return;
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  const { account, endpoint } = cloud.place;
  try {
    await cloud.call(principalFor({ ...target, RoleArn: undefined }, occasion), "sqs", "SendMessage", {
      QueueUrl: `${endpoint()}/${account}/${queueArn.split(":").at(-1)}`,
      MessageBody: JSON.stringify(event),
      MessageAttributes: {
        RULE_ARN: text(occasion.ruleArn),
        TARGET_ARN: text(target.Arn ?? ""),
        ERROR_CODE: text(error.code),
        ERROR_MESSAGE: text(error.message),
        RETRY_ATTEMPTS: { DataType: "Number", StringValue: String(attempt) },
        ...(exhausted !== "NotRetryable" && { EXHAUSTED_RETRY_CONDITION: text(exhausted) }),
      },
    });
  } catch (refused) {
    // A queue that is gone or closed to EventBridge stays so: as on AWS, the event ends here, and it is said so.
    if (!(refused instanceof AwsError) || refused.status >= 500) throw refused;
    cloud.journal.error("events.lost", refused, fields);
  }
}
