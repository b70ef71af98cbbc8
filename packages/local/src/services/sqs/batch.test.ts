import { DeleteMessageBatchCommand, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { expect, it } from "vitest";
import { startQueueCloud } from "./testing.ts";

const { tools } = await startQueueCloud();

it("reports each entry by itself", async () => {
  const QueueUrl = await tools.queue();
  const { Successful, Failed } = await tools.sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: [
        { Id: "good", MessageBody: "good" },
        { Id: "bad", MessageBody: "\u0000" },
      ],
    }),
  );
  expect(Successful).toMatchObject([{ Id: "good" }]);
  expect(Failed).toMatchObject([{ Id: "bad", SenderFault: true, Code: "InvalidMessageContents" }]);
  const [message] = await tools.receive(QueueUrl);
  const deleted = await tools.sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl,
      Entries: [
        { Id: "1", ReceiptHandle: message?.ReceiptHandle },
        { Id: "2", ReceiptHandle: "nonsense" },
      ],
    }),
  );
  expect(deleted.Successful).toEqual([{ Id: "1" }]);
  expect(deleted.Failed).toMatchObject([{ Id: "2", Code: "ReceiptHandleIsInvalid" }]);
});

const entry = (Id: string, MessageBody = "x") => ({ Id, MessageBody });
it.each([
  ["an empty batch", [], "EmptyBatchRequest"],
  ["an id twice", [entry("a"), entry("a")], "BatchEntryIdsNotDistinct"],
  ["an id that is none", [entry("a b")], "InvalidBatchEntryId"],
  ["eleven entries", Array.from({ length: 11 }, (_, index) => entry(`e${index}`)), "TooManyEntriesInBatchRequest"],
  ["what is too long", [entry("a", "x".repeat(600_000)), entry("b", "x".repeat(600_000))], "BatchRequestTooLong"],
])("refuses %s", async (_what, Entries, name) => {
  const QueueUrl = await tools.queue();
  await expect(tools.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject({ name });
});
