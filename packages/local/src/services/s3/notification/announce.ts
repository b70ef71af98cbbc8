import type { NotificationConfiguration } from "@aws-sdk/client-s3";
import type { Cloud } from "../../../cloud.ts";
import { AwsError } from "../../../error.ts";
import type { Entry, Outcome } from "../../../state/agenda.ts";
import { bucketArn } from "../names.ts";
import type { Buckets } from "../storage/buckets.ts";
import type { ObjectEvent } from "./event.ts";
import { type Target, targetsOf } from "./match.ts";
import { busEntry, notificationMessage } from "./record.ts";

const KIND = "s3.notification";
/** A target that cannot be reached for a day is taken to be gone; the loss is said in the journal. */
const GIVE_UP_MS = 24 * 3600_000;

/** One thing to deliver, ready to send. */
export interface Delivery {
  readonly bucket: string;
  readonly target: Target;
  /** For queues and functions the message, for the bus its entry as JSON. */
  readonly message: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Puts a delivery on the agenda for each target that a bucket's configuration names for an event. */
export function announce(cloud: Cloud, buckets: Buckets, event: ObjectEvent): void {
  const { bucket, key } = event.object;
  const configuration = buckets.setting<NotificationConfiguration>(bucket, "notification");
  if (!configuration) return;
  for (const [index, target] of targetsOf(configuration, event.name, key).entries()) {
    const message =
      target.kind === "bus"
        ? JSON.stringify(busEntry(event, cloud.place))
        : notificationMessage(event, cloud.place, target.configurationId);
    putDelivery(cloud, `${event.sequencer}.${index}`, { bucket, target, message, at: event.at });
  }
}

/** `key` must be the delivery's own: it is sent once for each key. */
export function putDelivery(cloud: Cloud, key: string, delivery: Delivery): void {
  cloud.agenda.put(KIND, key, delivery);
}

/** Delivers at least once: a crash between the delivery and its note in the database repeats it, as S3 may do. */
export function registerDeliveries(cloud: Cloud): void {
  cloud.agenda.register<Delivery>(KIND, (entry) => attempt(cloud, entry));
}

async function attempt(cloud: Cloud, { payload, attempt: tries }: Entry<Delivery>): Promise<Outcome> {
  try {
    await deliver(cloud, payload);
  } catch (error) {
    if (!(error instanceof AwsError) || Date.now() - payload.at < GIVE_UP_MS) throw error;
    cloud.journal.error("s3.notification_dropped", error, { ...payload, tries });
  }
}

async function deliver(cloud: Cloud, { bucket, target, message }: Delivery): Promise<void> {
  const principal = { kind: "service", service: "s3.amazonaws.com", sourceArn: bucketArn(bucket) } as const;
  if (target.kind === "queue") {
    const QueueUrl = queueUrl(cloud, target.arn);
    await cloud.call(principal, "sqs", "SendMessage", { QueueUrl, MessageBody: message });
  } else if (target.kind === "function") {
    const invocation = { FunctionName: target.arn, InvocationType: "Event", Payload: Buffer.from(message) };
    await cloud.call(principal, "lambda", "Invoke", invocation);
  } else {
    const entry = JSON.parse(message);
    const put = { Entries: [{ ...entry, Time: new Date(entry.Time) }] };
    const { FailedEntryCount } = await cloud.call<{ FailedEntryCount?: number }>(principal, "events", "PutEvents", put);
    if (FailedEntryCount) throw new Error(`The event bus refused an event of bucket ${bucket}`);
  }
}

function queueUrl({ place }: Cloud, arn: string): string {
  const [account, name] = arn.split(":").slice(4);
  return `${place.endpoint()}/${account}/${name}`;
}
