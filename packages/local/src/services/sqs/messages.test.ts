import { createHash } from "node:crypto";
import { ReceiveMessageCommand, SendMessageCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { describe, expect, it, vi } from "vitest";
import { startQueueCloud } from "./testing.ts";

const { cloud, tools } = await startQueueCloud();

describe("messages", () => {
  it("carry attributes, and digests that the SDK verifies", async () => {
    const QueueUrl = await tools.queue();
    const sent = await tools.send(QueueUrl, "zwölf Boxkämpfer 🥊", {
      MessageAttributes: {
        colour: { DataType: "String", StringValue: "blau" },
        count: { DataType: "Number.int", StringValue: "12" },
        bytes: { DataType: "Binary", BinaryValue: new Uint8Array([1, 2, 255]) },
      },
      MessageSystemAttributes: { AWSTraceHeader: { DataType: "String", StringValue: "Root=1-5759e988-bd862e3f" } },
    });
    expect(sent.MD5OfMessageBody).toBe(createHash("md5").update("zwölf Boxkämpfer 🥊").digest("hex"));
    const [message] = await tools.receive(QueueUrl, {
      MessageAttributeNames: ["co*", "count", "by.*", "bytes"],
      MessageSystemAttributeNames: ["All"],
    });
    expect(message?.MessageId).toBe(sent.MessageId);
    expect(message?.MessageAttributes).toEqual({
      count: { DataType: "Number.int", StringValue: "12" },
      bytes: { DataType: "Binary", BinaryValue: new Uint8Array([1, 2, 255]) },
    });
    expect(message?.Attributes).toMatchObject({
      ApproximateReceiveCount: "1",
      AWSTraceHeader: "Root=1-5759e988-bd862e3f",
      SenderId: "operator",
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
    });
  });

  // The expected digest comes from another implementation, so that ours is not its own judge.
  it("compute the attribute digest as AWS does", async () => {
    const QueueUrl = await tools.queue();
    const sent = await tools.send(QueueUrl, "x", {
      MessageAttributes: { timestamp: { DataType: "Number", StringValue: "1493147359900" } },
    });
    expect(sent.MD5OfMessageAttributes).toBe("235c5c510d26fb653d073faed50ae77c");
  });

  it.each([
    ["an empty body", { MessageBody: "" }, "MissingParameter"],
    ["a character that XML cannot carry", { MessageBody: "bell \u0007" }, "InvalidMessageContents"],
    ["a body that is too long", { MessageBody: "x".repeat(1_048_577) }, "InvalidParameterValue"],
    ["a delay that is too long", { MessageBody: "x", DelaySeconds: 901 }, "InvalidParameterValue"],
    [
      "a deduplication id in a standard queue",
      { MessageBody: "x", MessageDeduplicationId: "1" },
      "InvalidParameterValue",
    ],
    [
      "an attribute that is no number",
      { MessageBody: "x", MessageAttributes: { n: { DataType: "Number", StringValue: "many" } } },
      "InvalidParameterValue",
    ],
    [
      "an attribute of no known type",
      { MessageBody: "x", MessageAttributes: { n: { DataType: "Date", StringValue: "now" } } },
      "InvalidParameterValue",
    ],
  ])("are refused with %s", async (_what, message, name) => {
    const QueueUrl = await tools.queue();
    await expect(tools.sqs.send(new SendMessageCommand({ QueueUrl, ...message }))).rejects.toMatchObject({ name });
    expect(await tools.receive(QueueUrl)).toEqual([]);
  });

  it("are hidden while in flight, and come back with a higher count", async () => {
    const QueueUrl = await tools.queue();
    await tools.send(QueueUrl, "work");
    const [first] = await tools.receive(QueueUrl);
    expect(await tools.receive(QueueUrl)).toEqual([]);
    await tools.show(QueueUrl, first?.ReceiptHandle);
    const [second] = await tools.receive(QueueUrl, { MessageSystemAttributeNames: ["ApproximateReceiveCount"] });
    expect(second).toMatchObject({ Body: "work", Attributes: { ApproximateReceiveCount: "2" } });
    await tools.remove(QueueUrl, second?.ReceiptHandle);
    expect(await tools.attributes(QueueUrl)).toMatchObject({ ApproximateNumberOfMessagesNotVisible: "0" });
  });

  it("are not deleted or hidden by the handle of an earlier receive", async () => {
    const QueueUrl = await tools.queue();
    await tools.send(QueueUrl, "work");
    const [first] = await tools.receive(QueueUrl, { VisibilityTimeout: 0 });
    const [second] = await tools.receive(QueueUrl);
    await tools.remove(QueueUrl, first?.ReceiptHandle);
    await expect(tools.show(QueueUrl, first?.ReceiptHandle)).rejects.toMatchObject({
      name: "InvalidParameterValue",
    });
    expect(await tools.attributes(QueueUrl)).toMatchObject({ ApproximateNumberOfMessagesNotVisible: "1" });
    await tools.show(QueueUrl, second?.ReceiptHandle);
    await expect(tools.show(QueueUrl, second?.ReceiptHandle)).rejects.toMatchObject({ name: "MessageNotInflight" });
    await expect(tools.remove(QueueUrl, "nonsense")).rejects.toMatchObject({ name: "ReceiptHandleIsInvalid" });
  });

  it("wake a long poll when they arrive", async () => {
    const QueueUrl = await tools.queue();
    const waits = vi.spyOn(cloud.cloud.bell, "wait");
    const waiting = tools.receive(QueueUrl, { WaitTimeSeconds: 20 });
    await vi.waitFor(() => expect(waits).toHaveBeenCalled());
    await tools.send(QueueUrl, "now");
    expect(await waiting).toMatchObject([{ Body: "now" }]);
    waits.mockRestore();
  }, 10_000);

  // The poll may wait for 20 s: a test that ends in 10 s was woken.
  it("wake a long poll when their visibility timeout or delay ends", async () => {
    const QueueUrl = await tools.queue({ ReceiveMessageWaitTimeSeconds: "20" });
    await tools.send(QueueUrl, "delayed", { DelaySeconds: 1 });
    expect(await tools.receive(QueueUrl, { VisibilityTimeout: 1 })).toMatchObject([{ Body: "delayed" }]);
    expect(await tools.receive(QueueUrl)).toMatchObject([{ Body: "delayed" }]);
  }, 10_000);

  it("are not taken by a long poll whose client has gone", async () => {
    const QueueUrl = await tools.queue();
    const waits = vi.spyOn(cloud.cloud.bell, "wait");
    const gone = new AbortController();
    const command = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 });
    const waiting = tools.sqs.send(command, { abortSignal: gone.signal });
    await vi.waitFor(() => expect(waits).toHaveBeenCalled());
    gone.abort();
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    expect(await waits.mock.results[0]?.value).toBe(false);
    waits.mockRestore();
    await tools.send(QueueUrl, "for another");
    expect(await tools.receive(QueueUrl)).toMatchObject([{ Body: "for another" }]);
  });

  it("are dropped when they are older than the queue keeps them", async () => {
    const QueueUrl = await tools.queue();
    await tools.send(QueueUrl, "old");
    cloud.cloud.database.run("UPDATE sqs_message SET sent_at = sent_at - 120000 WHERE body = 'old'");
    await tools.send(QueueUrl, "new");
    await tools.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { MessageRetentionPeriod: "60" } }));
    expect(await tools.receive(QueueUrl)).toMatchObject([{ Body: "new" }]);
  });
});
