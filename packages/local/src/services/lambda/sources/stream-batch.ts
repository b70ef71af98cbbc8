import { setTimeout as sleep } from "node:timers/promises";
import { roleOf, sendTo } from "../destinations.ts";
import { failedRecords } from "./batch-response.ts";
import { splitBySize } from "./batch-size.ts";
import { invokeWith, type SourceContext } from "./source.ts";
import type { StreamRecord } from "./stream-record.ts";

interface ShardContext extends SourceContext {
  readonly shardId: string;
}

const RETRY_MS = { first: 500, longest: 60_000 };

/**
 * Gives records to the function in order, and does not go on before a batch is done with: the function succeeded, or it
 * was tried as often or is as old as the mapping allows. `done` is told how far it got.
 */
export async function giveInOrder(
  context: ShardContext,
  records: readonly StreamRecord[],
  done: (sequence: string) => void,
): Promise<void> {
  for (const batch of splitBySize(records.map((record) => ({ record })))) {
    await giveBatch(
      context,
      batch.map(({ record }) => record),
      done,
    );
  }
}

async function giveBatch(
  context: ShardContext,
  batch: readonly StreamRecord[],
  done: (sequence: string) => void,
): Promise<void> {
  const { mapping, signal } = context;
  let rest = batch;
  for (let retries = 0; rest.length > 0 && !signal.aborted; ) {
    rest = await dropOld(context, rest);
    if (rest.length === 0) return;
    const outcome = await invokeWith(context, rest);
    if (outcome) {
      const failedAt = firstFailure(rest, failedRecords(outcome, rest.map(sequenceOf), mapping.partialFailures));
      const last = rest[failedAt - 1];
      if (last) done(sequenceOf(last));
      if (failedAt === rest.length) return;
      rest = rest.slice(failedAt);
      // What came before the first failure is progress: the count begins anew.
      retries = failedAt > 0 ? 0 : retries + 1;
      if (retries > mapping.maximumRetries) return giveUp(context, rest, "RetryAttemptsExhausted");
      if (mapping.bisect && failedAt === 0 && rest.length > 1) {
        const half = Math.ceil(rest.length / 2);
        await giveBatch(context, rest.slice(0, half), done);
        await giveBatch(context, rest.slice(half), done);
        return;
      }
    }
    const waitMs = Math.min(RETRY_MS.first * 2 ** retries, RETRY_MS.longest);
    await sleep(waitMs, undefined, { signal }).catch(() => {});
  }
}

/** How many records precede the first that failed. */
function firstFailure(records: readonly StreamRecord[], failed: ReadonlySet<string>): number {
  const at = records.findIndex((record) => failed.has(sequenceOf(record)));
  return at < 0 ? records.length : at;
}

async function dropOld(context: ShardContext, records: readonly StreamRecord[]): Promise<readonly StreamRecord[]> {
  const oldest = Date.now() / 1000 - context.mapping.maximumAgeSeconds;
  const isOld = ({ dynamodb }: StreamRecord) => dynamodb.ApproximateCreationDateTime < oldest;
  const old = records.filter(isOld);
  if (old.length > 0) await giveUp(context, old, "RecordAgeExceeded");
  return records.filter((record) => !isOld(record));
}

/** Tells the mapping's destination which records were left out. Without one they are left out as on AWS, but not in silence. */
async function giveUp(context: ShardContext, records: readonly StreamRecord[], condition: string): Promise<void> {
  const { cloud, definition, mapping, shardId } = context;
  const [first, last] = [records[0], records.at(-1)];
  if (!first || !last) return;
  const info = {
    shardId,
    startSequenceNumber: sequenceOf(first),
    endSequenceNumber: sequenceOf(last),
    batchSize: records.length,
    streamArn: mapping.sourceArn,
  };
  cloud.journal.error("lambda.records_given_up", new Error(condition), { function: mapping.functionName, ...info });
  if (!mapping.onFailure) return;
  const requestContext = { functionArn: definition().arn, condition };
  const record = { version: "1.0", timestamp: new Date().toISOString(), requestContext, DDBStreamBatchInfo: info };
  await sendTo(cloud, roleOf(definition()), mapping.onFailure, record, "Lambda Function Invocation Result - Failure");
}

function sequenceOf({ dynamodb }: StreamRecord): string {
  return dynamodb.SequenceNumber;
}
