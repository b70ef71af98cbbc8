import { AwsError } from "../../../error.ts";
import type { Context } from "../context.ts";
import { resourceNotFound, validationError } from "../errors.ts";
import { endpoint } from "../requests/endpoint.ts";
import { integer, required, structure, text } from "../requests/shape.ts";
import { keySchemaOf } from "../tables/description.ts";
import { describeShard, formatIterator, parseSequence, shardId } from "./shard.ts";
import { RETENTION_MS, type Stream } from "./streams.ts";

const arn = text({ min: 37, max: 1024, pattern: /^arn:.*$/ });
const streamArn = required(arn);
const shard = text({ min: 28, max: 65 });
const shardFilter = structure({
  Type: required(text({ oneOf: ["CHILD_SHARDS"] })),
  ShardId: required(shard),
});
const LONGEST_LIST = 100;
const limit = integer({ min: 1, max: LONGEST_LIST });

interface ListStreamsInput {
  readonly TableName?: string;
  readonly Limit?: number;
  readonly ExclusiveStartStreamArn?: string;
}

export function listStreams({ streams }: Context) {
  return endpoint<ListStreamsInput, object>({
    input: structure({ TableName: text({ min: 3, max: 255 }), Limit: limit, ExclusiveStartStreamArn: arn }),
    permissions: () => [{ action: "dynamodb:ListStreams", resource: "*" }],
    run({ TableName, Limit = LONGEST_LIST, ExclusiveStartStreamArn: start }) {
      const all = streams.all().filter((stream) => TableName === undefined || stream.tableName === TableName);
      const from = start === undefined ? 0 : all.findIndex(({ arn }) => arn === start) + 1;
      const page = all.slice(from, from + Limit);
      return {
        Streams: page.map(({ arn, tableName, label }) => ({
          StreamArn: arn,
          TableName: tableName,
          StreamLabel: label,
        })),
        LastEvaluatedStreamArn: from + page.length < all.length ? page.at(-1)?.arn : undefined,
      };
    },
  });
}

interface DescribeStreamInput {
  readonly StreamArn: string;
  readonly Limit?: number;
  readonly ExclusiveStartShardId?: string;
  readonly ShardFilter?: object;
}

export function describeStream({ streams }: Context) {
  return endpoint<DescribeStreamInput, object>({
    input: structure({ StreamArn: streamArn, Limit: limit, ExclusiveStartShardId: shard, ShardFilter: shardFilter }),
    permissions: ({ StreamArn }) => [{ action: "dynamodb:DescribeStream", resource: StreamArn }],
    run({ StreamArn, ExclusiveStartShardId, ShardFilter }) {
      const stream = streams.get(StreamArn);
      return {
        StreamDescription: {
          StreamArn,
          StreamLabel: stream.label,
          StreamStatus: stream.disabled ? "DISABLED" : "ENABLED",
          StreamViewType: stream.viewType,
          CreationRequestDateTime: new Date(stream.createdAt),
          TableName: stream.tableName,
          KeySchema: keySchemaOf(stream.key),
          // The one shard comes after no other and has no children.
          Shards: ExclusiveStartShardId || ShardFilter ? [] : [describeShard(streams, stream)],
        },
      };
    },
  });
}

interface GetShardIteratorInput {
  readonly StreamArn: string;
  readonly ShardId: string;
  readonly ShardIteratorType: "TRIM_HORIZON" | "LATEST" | "AT_SEQUENCE_NUMBER" | "AFTER_SEQUENCE_NUMBER";
  readonly SequenceNumber?: string;
}

export function getShardIterator(context: Context) {
  return endpoint<GetShardIteratorInput, object>({
    input: structure({
      StreamArn: streamArn,
      ShardId: required(shard),
      ShardIteratorType: required(
        text({ oneOf: ["TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"] }),
      ),
      SequenceNumber: text({ min: 21, max: 40 }),
    }),
    permissions: ({ StreamArn }) => [{ action: "dynamodb:GetShardIterator", resource: StreamArn }],
    run(input) {
      const stream = context.streams.get(input.StreamArn);
      if (input.ShardId !== shardId(stream)) {
        throw resourceNotFound(
          `Requested resource not found: Shard: ${input.ShardId} of stream ${input.StreamArn} not found`,
        );
      }
      return { ShardIterator: formatIterator(stream.arn, firstOf(context, stream, input)) };
    },
  });
}

function firstOf({ streams }: Context, stream: Stream, input: GetShardIteratorInput): number {
  const { ShardIteratorType: type, SequenceNumber: text } = input;
  if (type === "TRIM_HORIZON" || type === "LATEST") {
    if (text !== undefined) throw validationError(`SequenceNumber must not be specified for ShardIteratorType ${type}`);
    return type === "LATEST" ? streams.lastSequence() + 1 : stream.firstSequence;
  }
  if (text === undefined) throw validationError(`SequenceNumber must be specified for ShardIteratorType ${type}`);
  const sequence = parseSequence(text);
  const [oldest] = streams.read(stream, 0, 1);
  if (sequence < (oldest?.sequence ?? stream.firstSequence) && stream.createdAt < Date.now() - RETENTION_MS) {
    throw new AwsError(
      "TrimmedDataAccessException",
      `The record with sequence number ${text} is more than 24 hours old and no longer in stream ${stream.arn}`,
    );
  }
  return type === "AT_SEQUENCE_NUMBER" ? sequence : sequence + 1;
}
