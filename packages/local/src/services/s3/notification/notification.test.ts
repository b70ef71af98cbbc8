import { rmSync } from "node:fs";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Resource } from "../../../graph/resources.ts";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { bucketResource, s3Client } from "../testing.ts";

const Bucket = "telling";
const account = "000000000000";
const queueArn = (name: string) => `arn:aws:sqs:us-east-1:${account}:${name}`;

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

const resources: Resource[] = [
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

let cloud: TestCloud;
let s3: S3Client;
let sqs: SQSClient;

beforeAll(async () => {
  cloud = await startTestCloud({ resources });
  s3 = s3Client(cloud);
  sqs = new SQSClient(cloud.clientConfig);
});
afterAll(() => cloud.stop());

/** The next `count` messages of a queue, in the order in which they came, without the test messages of set-up. */
async function take(name: string, count: number, client = sqs, { endpoint } = cloud) {
  const bodies: Record<string, unknown>[] = [];
  while (bodies.length < count) {
    const QueueUrl = `${endpoint}/${account}/${name}`;
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 10 }),
    );
    if (Messages.length === 0) throw new Error(`Queue ${name} has only ${bodies.length} of ${count} messages`);
    bodies.push(...Messages.map(({ Body = "" }) => JSON.parse(Body)).filter(({ Event }) => Event !== "s3:TestEvent"));
  }
  return bodies;
}

const put = (Key: string, client = s3) => client.send(new PutObjectCommand({ Bucket, Key, Body: "hello" }));

describe("bucket notifications", () => {
  it("tell a queue what was put, in S3's own words", async () => {
    await put("other/a.mp4");
    await put("up/a.txt");
    await put("up/rote Blume +(ü).mp4");
    const [message] = await take("uploads", 1);
    expect(message).toEqual({
      Records: [
        {
          eventVersion: "2.1",
          eventSource: "aws:s3",
          awsRegion: "us-east-1",
          eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          eventName: "ObjectCreated:Put",
          userIdentity: { principalId: account },
          requestParameters: { sourceIPAddress: "127.0.0.1" },
          responseElements: { "x-amz-request-id": expect.any(String), "x-amz-id-2": expect.any(String) },
          s3: {
            s3SchemaVersion: "1.0",
            configurationId: "Uploads",
            bucket: { name: Bucket, ownerIdentity: { principalId: account }, arn: `arn:aws:s3:::${Bucket}` },
            object: {
              key: "up/rote+Blume+%2B%28%C3%BC%29.mp4",
              size: 5,
              eTag: "5d41402abc4b2a76b9719d911017c592",
              sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
            },
          },
        },
      ],
    });
    const told = await take("everything", 3);
    expect(told.map(nameOf).sort()).toEqual(Array(3).fill("ObjectCreated:Put"));
  });

  it("tell of removals, and not of what was not asked for", async () => {
    await put("copied");
    await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/copied` }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "copied" }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "was never there" }));
    await put("last");
    const told = await take("everything", 3);
    expect(told.map(nameOf).sort()).toEqual(["ObjectCreated:Put", "ObjectCreated:Put", "ObjectRemoved:Delete"]);
    const sequencers = told.map((message) => recordOf(message).s3.object.sequencer);
    expect(new Set(sequencers).size).toBe(3);
  });

  it("tell the event bus, with the key as it is", async () => {
    await put("bus/ü +.mov");
    for (;;) {
      const [event] = (await take("bus", 1)) as { detail: { object: { key: string } } }[];
      if (event?.detail.object.key !== "bus/ü +.mov") continue;
      expect(event).toMatchObject({
        source: "aws.s3",
        "detail-type": "Object Created",
        resources: [`arn:aws:s3:::${Bucket}`],
        detail: {
          version: "0",
          bucket: { name: Bucket },
          object: { size: 5, etag: "5d41402abc4b2a76b9719d911017c592", sequencer: expect.any(String) },
          reason: "PutObject",
        },
      });
      break;
    }
  });

  it("can be read as the API has them, and refuse events that there are not", async () => {
    const { QueueConfigurations, EventBridgeConfiguration } = await s3.send(
      new GetBucketNotificationConfigurationCommand({ Bucket }),
    );
    expect(EventBridgeConfiguration).toBeDefined();
    expect(QueueConfigurations?.[0]).toMatchObject({
      Id: "Uploads",
      QueueArn: queueArn("uploads"),
      Filter: {
        Key: {
          FilterRules: [
            { Name: "prefix", Value: "up/" },
            { Name: "suffix", Value: ".mp4" },
          ],
        },
      },
    });
    const Events = ["s3:ObjectEaten:*"] as unknown as "s3:ObjectCreated:*"[];
    const NotificationConfiguration = { QueueConfigurations: [{ QueueArn: queueArn("uploads"), Events }] };
    const refused = s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
    await expect(refused).rejects.toMatchObject({ name: "InvalidArgument" });
  });
});

describe("deliveries", () => {
  it("wait for a target that is not there yet, survive a kill, and come once for each put", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const withoutQueue = resources.filter(({ name }) => name !== "everything");
    const before = await startTestCloud({ resources: withoutQueue });
    const client = s3Client(before);
    await Promise.all(["1", "2", "3"].map((key) => put(key, client)));
    before.kill();
    said.mockRestore();

    const after = await startTestCloud({ resources, directory: before.directory });
    const messages = await take("everything", 3, new SQSClient(after.clientConfig), after);
    expect(messages.map((message) => recordOf(message).s3.object.key).sort()).toEqual(["1", "2", "3"]);
    await put("4", s3Client(after));
    const [last] = await take("everything", 1, new SQSClient(after.clientConfig), after);
    expect(recordOf(last).s3.object.key).toBe("4");
    await after.stop();
    rmSync(before.directory, { recursive: true, force: true });
  });
});

interface EventRecord {
  readonly eventName: string;
  readonly s3: { readonly object: { readonly key: string; readonly sequencer: string } };
}

function recordOf(message: Record<string, unknown> | undefined): EventRecord {
  const [record] = (message?.Records ?? []) as EventRecord[];
  if (!record) throw new Error(`No record in ${JSON.stringify(message)}`);
  return record;
}

function nameOf(message: Record<string, unknown>): string {
  return recordOf(message).eventName;
}
