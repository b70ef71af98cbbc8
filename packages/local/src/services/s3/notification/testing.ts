import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Resource } from "../../../graph/resources.ts";
import type { TestCloud } from "../../../testing.ts";
import { bucketResource } from "../testing.ts";

export const Bucket = "telling";
export const account = "000000000000";
export const queueArn = (name: string) => `arn:aws:sqs:us-east-1:${account}:${name}`;

/** A queue that S3 and EventBridge may send to, for this bucket only. */
function queue(name: string): Resource {
  const send = { Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn(name) };
  const Condition = { ArnEquals: { "aws:SourceArn": `arn:aws:s3:::${Bucket}` } };
  const Statement = [
    { ...send, Principal: { Service: "s3.amazonaws.com" }, Condition },
    { ...send, Principal: { Service: "events.amazonaws.com" } },
  ];
  return { type: "aws:sqs/queue:Queue", name, inputs: { name, policy: JSON.stringify({ Statement }) } };
}

function notification(inputs: object): Resource {
  return {
    type: "aws:s3/bucketNotification:BucketNotification",
    name: "Notify",
    inputs: { bucket: Bucket, ...inputs },
  };
}

/** A bucket that tells two queues and, through a rule of the event bus, a third. */
export const resources: Resource[] = [
  queue("uploads"),
  queue("everything"),
  queue("bus"),
  bucketResource(Bucket),
  notification({
    eventbridge: true,
    queues: [
      {
        id: "Uploads",
        queueArn: queueArn("uploads"),
        events: ["s3:ObjectCreated:*"],
        filterPrefix: "up/",
        filterSuffix: ".mp4",
      },
      { id: "Everything", queueArn: queueArn("everything"), events: ["s3:ObjectCreated:Put", "s3:ObjectRemoved:*"] },
    ],
  }),
  {
    type: "aws:cloudwatch/eventRule:EventRule",
    name: "Rule",
    inputs: { name: "Rule", eventPattern: JSON.stringify({ source: ["aws.s3"] }) },
  },
  {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: "Target",
    inputs: { rule: "Rule", arn: queueArn("bus") },
  },
];

/** The next `count` messages of a queue, in the order in which they came, without the test messages of set-up. */
export async function take(cloud: TestCloud, name: string, count: number) {
  const client = new SQSClient(cloud.clientConfig);
  const QueueUrl = `${cloud.endpoint}/${account}/${name}`;
  const bodies: Record<string, unknown>[] = [];
  while (bodies.length < count) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 10 }),
    );
    if (Messages.length === 0) throw new Error(`Queue ${name} has only ${bodies.length} of ${count} messages`);
    bodies.push(...Messages.map(({ Body = "" }) => JSON.parse(Body)).filter(({ Event }) => Event !== "s3:TestEvent"));
  }
  client.destroy();
  return bodies;
}

interface EventRecord {
  readonly eventName: string;
  readonly s3: { readonly object: { readonly key: string; readonly sequencer: string } };
}

export function recordOf(message: Record<string, unknown> | undefined): EventRecord {
  const [record] = (message?.Records ?? []) as EventRecord[];
  if (!record) throw new Error(`No record in ${JSON.stringify(message)}`);
  return record;
}

export function nameOf(message: Record<string, unknown>): string {
  return recordOf(message).eventName;
}
