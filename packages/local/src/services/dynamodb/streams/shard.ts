import { AwsError } from "../../../error.ts";
import { validationError } from "../errors.ts";
import type { Stream, Streams } from "./streams.ts";

const SEQUENCE_DIGITS = 21;
const ITERATOR_LIFETIME_MS = 15 * 60_000;

/** Numbers of records go out with leading zeros, so that they also sort as text. */
export function formatSequence(sequence: number): string {
  return String(sequence).padStart(SEQUENCE_DIGITS, "0");
}

export function parseSequence(text: string): number {
  const sequence = /^\d{21,40}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(sequence)) return sequence;
  throw validationError(`Invalid SequenceNumber: ${text}`);
}

/** The one shard of a stream. */
export function shardId({ createdAt, id }: Stream): string {
  return `shardId-${String(createdAt).padStart(20, "0")}-${id.toString(16).padStart(8, "0")}`;
}

/** The shard as DescribeStream lists it. A closed one says where it ends. */
export function describeShard(streams: Streams, stream: Stream): object {
  const last = stream.disabled ? (streams.lastOf(stream) ?? stream.firstSequence) : undefined;
  return {
    ShardId: shardId(stream),
    SequenceNumberRange: {
      StartingSequenceNumber: formatSequence(stream.firstSequence),
      EndingSequenceNumber: last === undefined ? undefined : formatSequence(last),
    },
  };
}

/** A place in a stream: the number of the next record to read. */
export interface Position {
  readonly arn: string;
  readonly next: number;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
}

/** An iterator carries its position itself: nothing is kept for it. */
export function formatIterator(arn: string, next: number): string {
  const position: Position = { arn, next, issuedAt: Date.now() };
  return `${arn}|1|${Buffer.from(JSON.stringify(position)).toString("base64")}`;
}

export function parseIterator(iterator: string): Position {
  const position = decode(iterator.slice(iterator.lastIndexOf("|") + 1));
  if (!position) throw validationError("Invalid ShardIterator");
  if (position.issuedAt + ITERATOR_LIFETIME_MS < Date.now()) {
    throw new AwsError("ExpiredIteratorException", "Iterator expired: get a new one, they are good for 15 minutes");
  }
  return position;
}

function decode(base64: string): Position | undefined {
  const text = Buffer.from(base64, "base64").toString("utf8");
  if (!/^\{"arn":"[^"]+","next":\d+,"issuedAt":\d+\}$/.test(text)) return undefined;
  return JSON.parse(text) as Position;
}
