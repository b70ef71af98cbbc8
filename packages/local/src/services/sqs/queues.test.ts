import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import { expect, it } from "vitest";
import { startQueueCloud } from "./testing.ts";

const { cloud, tools } = await startQueueCloud();

it("is created once, and again without a difference", async () => {
  const QueueName = "once";
  const first = await tools.sqs.send(new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: "60" } }));
  const again = await tools.sqs.send(new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: "60" } }));
  expect(again.QueueUrl).toBe(first.QueueUrl);
  expect(first.QueueUrl).toBe(`${cloud.endpoint}/000000000000/once`);
  const other = new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: "61" } });
  await expect(tools.sqs.send(other)).rejects.toMatchObject({ name: "QueueNameExists" });
});

it("is found by the path of any URL", async () => {
  const QueueUrl = await tools.queue();
  await tools.send(QueueUrl.replace(cloud.endpoint, "https://sqs.us-east-1.amazonaws.com"), "hello");
  expect(await tools.receive(QueueUrl)).toMatchObject([{ Body: "hello" }]);
});

it.each([
  ["a queue that does not exist", new GetQueueUrlCommand({ QueueName: "nowhere" }), "QueueDoesNotExist"],
  ["a name with a blank", new CreateQueueCommand({ QueueName: "a b" }), "InvalidParameterValue"],
  [
    "a FIFO queue without .fifo",
    new CreateQueueCommand({ QueueName: "ab", Attributes: { FifoQueue: "true" } }),
    "InvalidParameterValue",
  ],
  [
    "an attribute out of range",
    new CreateQueueCommand({ QueueName: "ab", Attributes: { VisibilityTimeout: "43201" } }),
    "InvalidAttributeValue",
  ],
  [
    "an attribute that is none",
    new CreateQueueCommand({ QueueName: "ab", Attributes: { Colour: "red" } as Record<string, string> }),
    "InvalidAttributeName",
  ],
  [
    "a dead-letter queue that does not exist",
    new CreateQueueCommand({
      QueueName: "ab",
      Attributes: {
        RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:nowhere","maxReceiveCount":3}',
      },
    }),
    "InvalidParameterValue",
  ],
])("refuses %s", async (_what, command, name) => {
  await expect(tools.sqs.send(command as CreateQueueCommand)).rejects.toMatchObject({ name });
});

it("tells its attributes and counts", async () => {
  const QueueUrl = await tools.queue({ VisibilityTimeout: "45" });
  await tools.send(QueueUrl, "ready");
  await tools.send(QueueUrl, "later", { DelaySeconds: 900 });
  await tools.receive(QueueUrl);
  await tools.send(QueueUrl, "ready too");
  expect(await tools.attributes(QueueUrl)).toMatchObject({
    VisibilityTimeout: "45",
    MaximumMessageSize: "1048576",
    QueueArn: `arn:aws:sqs:us-east-1:000000000000:${QueueUrl.split("/").at(-1)}`,
    ApproximateNumberOfMessages: "1",
    ApproximateNumberOfMessagesNotVisible: "1",
    ApproximateNumberOfMessagesDelayed: "1",
  });
  await tools.sqs.send(new PurgeQueueCommand({ QueueUrl }));
  expect(await tools.attributes(QueueUrl)).toMatchObject({ ApproximateNumberOfMessages: "0" });
});

it("lists queues by prefix, page by page", async () => {
  for (const name of ["list-a", "list-b", "list-c"]) await tools.sqs.send(new CreateQueueCommand({ QueueName: name }));
  const page = await tools.sqs.send(new ListQueuesCommand({ QueueNamePrefix: "list-", MaxResults: 2 }));
  const rest = await tools.sqs.send(
    new ListQueuesCommand({ QueueNamePrefix: "list-", MaxResults: 2, NextToken: page.NextToken }),
  );
  const names = [...(page.QueueUrls ?? []), ...(rest.QueueUrls ?? [])].map((url) => url.split("/").at(-1));
  expect(names).toEqual(["list-a", "list-b", "list-c"]);
  expect(rest.NextToken).toBeUndefined();
});

it("keeps tags", async () => {
  const QueueUrl = await tools.queue();
  await tools.sqs.send(new TagQueueCommand({ QueueUrl, Tags: { stage: "dev", team: "media" } }));
  await tools.sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ["team"] }));
  expect((await tools.sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ stage: "dev" });
});

it("forgets everything of a deleted queue", async () => {
  const QueueUrl = await tools.queue();
  await tools.send(QueueUrl, "old");
  await tools.sqs.send(new DeleteQueueCommand({ QueueUrl }));
  await expect(tools.receive(QueueUrl)).rejects.toMatchObject({ name: "QueueDoesNotExist" });
  await tools.sqs.send(new CreateQueueCommand({ QueueName: QueueUrl.split("/").at(-1) }));
  expect(await tools.receive(QueueUrl)).toEqual([]);
});
