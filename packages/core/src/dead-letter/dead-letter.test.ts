import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const DeadLetters = await import("./dead-letter.ts");
const { health } = await import("../health/health.ts");

const sqs = new SQSClient({});
const logs = new CloudWatchLogsClient({});

const send = async (QueueUrl: string, body: object, attributes: Record<string, string> = {}) => {
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
  );
  const sent = await sqs.send(
    new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body), MessageAttributes }),
  );
  return sent.MessageId ?? "";
};

const news = (workspaceId: string, assetId: string) => ({
  Records: [{ s3: { object: { key: `uploads/${workspaceId}/${assetId}/two+words.mov` } } }],
});

const logStreamName = "stream";
beforeAll(async () => {
  const { logGroup: logGroupName } = Resource.Receiver;
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
});

const log = (line: object) =>
  logs.send(
    new PutLogEventsCommand({
      ...{ logGroupName: Resource.Receiver.logGroup, logStreamName },
      logEvents: [{ timestamp: Date.now(), message: JSON.stringify(line) }],
    }),
  );

describe("news of an original that could not be handled", () => {
  it("is shown with the asset and what its function said, as often as is asked for", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = createId("ast");
      const id = await send(Resource.ReceivedDlq.url, news(workspaceId, assetId));
      const silent = await send(Resource.ReceivedDlq.url, news(workspaceId, createId("ast")));
      const end = { message: "message.end", outcome: "failed", messageId: id };
      await log({ ...end, code: "invalid", error: { name: "Fatal", message: "The key is in no workspace" } });
      for (let times = 0; times < 3; times++) {
        const { items, more } = await DeadLetters.list();
        expect(more).toBe(false);
        expect(items).toMatchObject([
          {
            ...{ id, source: "received", assetId, about: `uploads/${workspaceId}/${assetId}/two words.mov` },
            reason: { code: "invalid", message: "The key is in no workspace" },
          },
          { id: silent, reason: { code: "unknown" } },
        ]);
      }
      await inWorkspace(async () => expect((await DeadLetters.list()).items).toEqual([]));
      expect((await health()).deadLetters).toBe(2);
      await DeadLetters.redrive({});
    }));

  it("is sent into its queue again when it is asked for, and the others stay", () =>
    inWorkspace(async (workspaceId) => {
      const body = news(workspaceId, createId("ast"));
      const id = await send(Resource.ReceivedDlq.url, body);
      const other = await send(Resource.ReceivedDlq.url, news(workspaceId, createId("ast")));
      await inWorkspace(async () => expect(await DeadLetters.redrive({})).toEqual({ sent: 0, failed: [] }));
      expect(await DeadLetters.redrive({ ids: [id] })).toEqual({ sent: 1, failed: [] });
      expect((await DeadLetters.list()).items.map((letter) => letter.id)).toEqual([other]);
      const bodies: string[] = [];
      for (let empty = 0; empty < 1; ) {
        const { Messages } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl: Resource.Received.url, MaxNumberOfMessages: 10 }),
        );
        if (Messages) bodies.push(...Messages.map(({ Body = "" }) => Body));
        else empty++;
      }
      expect(bodies).toContain(JSON.stringify(body));
    }));
});

describe("an event that could not be handled", () => {
  const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:gone";
  const event = (workspaceId: string, assetId: string) => ({
    "detail-type": "asset.ready",
    detail: { workspaceId, assetId },
  });

  it("says so with what its function said", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = createId("ast");
      await send(Resource.Undelivered.url, {
        timestamp: new Date().toISOString(),
        requestContext: { functionArn, condition: "RetriesExhausted", approximateInvokeCount: 3 },
        requestPayload: event(workspaceId, assetId),
        responsePayload: { errorType: "Retryable", errorMessage: "the table was away" },
      });
      expect((await DeadLetters.list()).items).toMatchObject([
        {
          ...{ source: "undelivered", about: "asset.ready", assetId, tries: 3 },
          reason: { code: "Retryable", message: "the table was away" },
        },
      ]);
    }));

  it("stays where it is while its function cannot be called", () =>
    inWorkspace(async (workspaceId) => {
      const id = await send(Resource.Undelivered.url, event(workspaceId, createId("ast")), {
        ...{ TARGET_ARN: functionArn, ERROR_CODE: "NO_PERMISSIONS", ERROR_MESSAGE: "not allowed" },
      });
      expect(await DeadLetters.redrive({})).toEqual({
        sent: 0,
        failed: [{ id, message: expect.stringContaining("gone") }],
      });
      expect((await DeadLetters.list()).items).toMatchObject([
        { about: "asset.ready", reason: { code: "NO_PERMISSIONS", message: "not allowed" } },
      ]);
    }));
});
