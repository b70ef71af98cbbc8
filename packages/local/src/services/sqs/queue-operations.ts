import type {
  CreateQueueCommandInput,
  DeleteQueueCommandInput,
  GetQueueAttributesCommandInput,
  GetQueueUrlCommandInput,
  ListDeadLetterSourceQueuesCommandInput,
  ListQueuesCommandInput,
  ListQueueTagsCommandInput,
  PurgeQueueCommandInput,
  SetQueueAttributesCommandInput,
  TagQueueCommandInput,
  UntagQueueCommandInput,
} from "@aws-sdk/client-sqs";
import { AwsError } from "../../error.ts";
import { operation } from "../../service.ts";
import { isKnown } from "./attributes.ts";
import { missingParameter } from "./errors.ts";
import type { Messages } from "./messages.ts";
import type { Queue, Queues } from "./queues.ts";
import { within } from "./receive.ts";

/** The operations on queues as such. */
export function queueOperations(queues: Queues, messages: Messages, dispose: (queue: Queue) => void) {
  const on =
    (action: string) =>
    ({ QueueUrl }: { QueueUrl?: string | undefined }) => [
      { action: `sqs:${action}`, resource: queues.arn(queues.nameIn(QueueUrl)) },
    ];
  const named =
    (action: string) =>
    ({ QueueName }: { QueueName?: string | undefined }) => [
      { action: `sqs:${action}`, resource: queues.arn(QueueName ?? "") },
    ];

  return {
    CreateQueue: operation({
      permissions: named("CreateQueue"),
      run: ({ QueueName, Attributes, tags }: CreateQueueCommandInput) => ({
        QueueUrl: queues.url(queues.create(QueueName, Attributes, tags).name),
      }),
    }),

    DeleteQueue: operation({
      permissions: on("DeleteQueue"),
      run: ({ QueueUrl }: DeleteQueueCommandInput) => {
        dispose(queues.at(QueueUrl));
      },
    }),

    GetQueueUrl: operation({
      permissions: named("GetQueueUrl"),
      run: ({ QueueName }: GetQueueUrlCommandInput) => {
        if (!QueueName) throw missingParameter("QueueName");
        return { QueueUrl: queues.url(queues.get(QueueName).name) };
      },
    }),

    ListQueues: operation({
      permissions: () => [{ action: "sqs:ListQueues", resource: queues.arn("*") }],
      run: ({ QueueNamePrefix, MaxResults, NextToken }: ListQueuesCommandInput) => {
        within("MaxResults", MaxResults, 1, 1000);
        const limit = MaxResults ?? 1000;
        const found = queues.list(QueueNamePrefix, NextToken, limit + 1);
        const page = found.slice(0, limit);
        return {
          ...(page.length > 0 && { QueueUrls: page.map(({ name }) => queues.url(name)) }),
          ...(MaxResults && found.length > limit && { NextToken: page.at(-1)?.name }),
        };
      },
    }),

    GetQueueAttributes: operation({
      permissions: on("GetQueueAttributes"),
      run: ({ QueueUrl, AttributeNames = [] }: GetQueueAttributesCommandInput) => {
        const names: readonly string[] = AttributeNames;
        const unknown = names.find((name) => !isKnown(name));
        if (unknown) throw new AwsError("InvalidAttributeName", `Unknown Attribute ${unknown}.`);
        const all = attributesOf(queues.at(QueueUrl));
        const wanted = Object.entries(all).filter(([name]) => names.includes("All") || names.includes(name));
        return wanted.length > 0 ? { Attributes: Object.fromEntries(wanted) } : {};
      },
    }),

    SetQueueAttributes: operation({
      permissions: on("SetQueueAttributes"),
      run: ({ QueueUrl, Attributes }: SetQueueAttributesCommandInput) => {
        if (!Attributes) throw missingParameter("Attributes");
        queues.setAttributes(queues.at(QueueUrl), Attributes);
      },
    }),

    PurgeQueue: operation({
      permissions: on("PurgeQueue"),
      run: ({ QueueUrl }: PurgeQueueCommandInput) => messages.removeAll(queues.at(QueueUrl)),
    }),

    ListDeadLetterSourceQueues: operation({
      permissions: on("ListDeadLetterSourceQueues"),
      run: ({ QueueUrl, MaxResults, NextToken = "" }: ListDeadLetterSourceQueuesCommandInput) => {
        within("MaxResults", MaxResults, 1, 1000);
        const limit = MaxResults ?? 1000;
        const found = queues.sourcesOf(queues.at(QueueUrl)).filter(({ name }) => name > NextToken);
        const page = found.slice(0, limit);
        return {
          queueUrls: page.map(({ name }) => queues.url(name)),
          ...(MaxResults && found.length > limit && { NextToken: page.at(-1)?.name }),
        };
      },
    }),

    TagQueue: operation({
      permissions: on("TagQueue"),
      run: ({ QueueUrl, Tags }: TagQueueCommandInput) => {
        if (!Tags) throw missingParameter("Tags");
        const queue = queues.at(QueueUrl);
        queues.setTags(queue, { ...queue.tags, ...Tags });
      },
    }),

    UntagQueue: operation({
      permissions: on("UntagQueue"),
      run: ({ QueueUrl, TagKeys }: UntagQueueCommandInput) => {
        if (!TagKeys) throw missingParameter("TagKeys");
        const queue = queues.at(QueueUrl);
        queues.setTags(queue, Object.fromEntries(Object.entries(queue.tags).filter(([key]) => !TagKeys.includes(key))));
      },
    }),

    ListQueueTags: operation({
      permissions: on("ListQueueTags"),
      run: ({ QueueUrl }: ListQueueTagsCommandInput) => {
        const { tags } = queues.at(QueueUrl);
        return Object.keys(tags).length > 0 ? { Tags: tags } : {};
      },
    }),
  };

  function attributesOf(queue: Queue): Record<string, string> {
    const now = Date.now();
    messages.expire(queue, now);
    const { visible, inFlight, delayed } = messages.counts(queue, now);
    return {
      ...queue.attributes,
      QueueArn: queues.arn(queue.name),
      CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
      LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
      ApproximateNumberOfMessagesDelayed: String(delayed),
    };
  }
}
