import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { s3Client } from "../testing.ts";
import { account, Bucket, nameOf, queueArn, recordOf, resources, take } from "./testing.ts";

let cloud: TestCloud;
let s3: S3Client;

beforeAll(async () => {
  cloud = await startTestCloud({ resources });
  s3 = s3Client(cloud);
});
afterAll(() => cloud.stop());

const put = (Key: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "hello" }));

describe("bucket notifications", () => {
  it("tell a queue what was put, in S3's own words", async () => {
    await put("other/a.mp4");
    await put("up/a.txt");
    await put("up/rote Blume +(ü).mp4");
    const [message] = await take(cloud, "uploads", 1);
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
    const told = await take(cloud, "everything", 3);
    expect(told.map(nameOf).sort()).toEqual(Array(3).fill("ObjectCreated:Put"));
  });

  it("tell of removals, and not of what was not asked for", async () => {
    await put("copied");
    await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/copied` }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "copied" }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "was never there" }));
    await put("last");
    const told = await take(cloud, "everything", 3);
    expect(told.map(nameOf).sort()).toEqual(["ObjectCreated:Put", "ObjectCreated:Put", "ObjectRemoved:Delete"]);
    const sequencers = told.map((message) => recordOf(message).s3.object.sequencer);
    expect(new Set(sequencers).size).toBe(3);
  });

  it("tell the event bus, with the key as it is", async () => {
    await put("bus/ü +.mov");
    const isIt = (event: Record<string, unknown>) => JSON.stringify(event.detail).includes("bus/ü +.mov");
    let told: Record<string, unknown>[] = [];
    while (!told.some(isIt)) told = await take(cloud, "bus", 1);
    expect(told.find(isIt)).toMatchObject({
      source: "aws.s3",
      "detail-type": "Object Created",
      resources: [`arn:aws:s3:::${Bucket}`],
      detail: {
        version: "0",
        bucket: { name: Bucket },
        object: {
          key: "bus/ü +.mov",
          size: 5,
          etag: "5d41402abc4b2a76b9719d911017c592",
          sequencer: expect.any(String),
        },
        reason: "PutObject",
      },
    });
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
