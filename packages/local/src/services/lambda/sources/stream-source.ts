import type {
  DescribeStreamOutput,
  GetRecordsOutput,
  GetShardIteratorOutput,
  Shard,
} from "@aws-sdk/client-dynamodb-streams";
import { AwsError } from "../../../error.ts";
import { roleOf } from "../destinations.ts";
import type { MappingStore } from "../mapping-store.ts";
import { filterOf } from "./filter.ts";
import type { SourceContext } from "./source.ts";
import { giveInOrder } from "./stream-batch.ts";
import { type StreamRecord, streamRecord } from "./stream-record.ts";

/** A ring wakes a reader; this is only how long a missed one could go unnoticed. */
const LONGEST_WAIT_MS = 30_000;

interface StreamContext extends SourceContext {
  readonly store: MappingStore;
}

/** Feeds a function from the stream of a table, each shard in order, until the signal aborts. */
export async function readStream(context: StreamContext): Promise<void> {
  const { mapping, signal } = context;
  const { StreamDescription } = await call<DescribeStreamOutput>(context, "DescribeStream", {
    StreamArn: mapping.sourceArn,
  });
  await Promise.all((StreamDescription?.Shards ?? []).map((shard) => readShard(context, shard)));
  // All shards were closed and read: the stream has ended, and only a new deployment brings another.
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

async function readShard(context: StreamContext, { ShardId = "" }: Shard): Promise<void> {
  const { cloud, mapping, signal, store } = context;
  const passes = filterOf(mapping.patterns);
  const since = mapping.startingPosition === "LATEST" ? startOfSecond(store.get(mapping.uuid).createdAt) : 0;
  const wanted = (record: StreamRecord) =>
    record.dynamodb.ApproximateCreationDateTime * 1000 >= since && passes(record);
  let iterator = await iteratorAt(context, ShardId);
  while (iterator && !signal.aborted) {
    const { records, next } = await collect(context, iterator);
    iterator = next;
    const last = records.at(-1);
    if (!last) continue;
    const shard = { ...context, shardId: ShardId };
    await giveInOrder(shard, records.filter(wanted), (sequence) => store.setPosition(mapping.uuid, ShardId, sequence));
    if (signal.aborted) return;
    store.setPosition(mapping.uuid, ShardId, last.dynamodb.SequenceNumber);
    await cloud.database.flushed();
  }
}

function startOfSecond(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}

/**
 * Behind the last record that is done with. The first time it is the beginning, from where what is older than the mapping
 * is left out: `LATEST` itself would forget what was written before a crash.
 */
async function iteratorAt(context: StreamContext, ShardId: string): Promise<string | undefined> {
  const { mapping, store } = context;
  const SequenceNumber = store.position(mapping.uuid, ShardId);
  const get = async (type: string, from: object) => {
    const input = { StreamArn: mapping.sourceArn, ShardId, ShardIteratorType: type, ...from };
    return (await call<GetShardIteratorOutput>(context, "GetShardIterator", input)).ShardIterator;
  };
  if (SequenceNumber === undefined) return get("TRIM_HORIZON", {});
  try {
    return await get("AFTER_SEQUENCE_NUMBER", { SequenceNumber });
  } catch (error) {
    if (error instanceof AwsError && error.code === "TrimmedDataAccessException") return get("TRIM_HORIZON", {});
    throw error;
  }
}

interface Read {
  readonly records: StreamRecord[];
  readonly next: string | undefined;
}

/** Reads what there is, or waits for it; with a batching window, goes on until the batch is full or the window is over. */
async function collect(context: StreamContext, iterator: string): Promise<Read> {
  const { batchSize, windowSeconds } = context.mapping;
  let { records, next } = await readOrWait(context, iterator, batchSize, LONGEST_WAIT_MS);
  const end = Date.now() + windowSeconds * 1000;
  while (records.length > 0 && records.length < batchSize && next && Date.now() < end && !context.signal.aborted) {
    const more = await readOrWait(context, next, batchSize - records.length, end - Date.now());
    records = [...records, ...more.records];
    next = more.next;
  }
  return { records, next };
}

async function readOrWait(context: StreamContext, ShardIterator: string, Limit: number, waitMs: number): Promise<Read> {
  const { cloud, mapping, signal } = context;
  // Listening begins before reading: a record that is written in between still rings.
  const done = new AbortController();
  const rung = cloud.bell.wait(`dynamodb-stream:${mapping.sourceArn}`, waitMs, AbortSignal.any([signal, done.signal]));
  try {
    const output = await call<GetRecordsOutput>(context, "GetRecords", { ShardIterator, Limit });
    const records = (output.Records ?? []).map((record) => streamRecord(record, mapping.sourceArn));
    if (records.length === 0 && output.NextShardIterator) await rung;
    return { records, next: output.NextShardIterator };
  } finally {
    done.abort();
    await rung;
  }
}

function call<Output>({ cloud, definition, signal }: SourceContext, operation: string, input: object): Promise<Output> {
  return cloud.call<Output>(roleOf(definition()), "dynamodb", operation, input, signal);
}
