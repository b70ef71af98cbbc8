import type { Context } from "../context.ts";
import { endpoint } from "../requests/endpoint.ts";
import { integer, required, structure, text } from "../requests/shape.ts";
import type { Item } from "../values/attribute-value.ts";
import { formatIterator, formatSequence, parseIterator } from "./shard.ts";
import type { Stream, StreamRow } from "./streams.ts";

const MOST_RECORDS = 1000;
const LARGEST_PAGE = 1024 * 1024;

interface GetRecordsInput {
  readonly ShardIterator: string;
  readonly Limit?: number;
}

export function getRecords({ streams, cloud }: Context) {
  return endpoint<GetRecordsInput, object>({
    input: structure({
      ShardIterator: required(text({ min: 1, max: 2048 })),
      Limit: integer({ min: 1, max: MOST_RECORDS }),
    }),
    permissions: ({ ShardIterator }) => [{ action: "dynamodb:GetRecords", resource: parseIterator(ShardIterator).arn }],
    run({ ShardIterator, Limit = MOST_RECORDS }) {
      const position = parseIterator(ShardIterator);
      const stream = streams.get(position.arn);
      const rows = page(streams.read(stream, position.next, Limit));
      const last = rows.at(-1)?.sequence;
      // A closed shard ends when all of it has been read: then there is nothing to come back for.
      const ended = stream.disabled && rows.length === 0;
      return {
        Records: rows.map((row) => recordOf(row, stream, cloud.place.region)),
        NextShardIterator: ended
          ? undefined
          : formatIterator(stream.arn, last === undefined ? position.next : last + 1),
      };
    },
  });
}

/** As many records as one answer may hold, but at least one. */
function page(rows: readonly StreamRow[]): readonly StreamRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += row.bytes;
    return bytes > LARGEST_PAGE && index > 0;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

function recordOf(row: StreamRow, stream: Stream, region: string): object {
  return {
    eventID: eventId(stream, row),
    eventName: row.event,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: new Date(Math.floor(row.created_at / 1000) * 1000),
      Keys: JSON.parse(row.keys) as Item,
      NewImage: row.new_image === null ? undefined : (JSON.parse(row.new_image) as Item),
      OldImage: row.old_image === null ? undefined : (JSON.parse(row.old_image) as Item),
      SequenceNumber: formatSequence(row.sequence),
      SizeBytes: row.bytes,
      StreamViewType: stream.viewType,
    },
    userIdentity: row.service === null ? undefined : { PrincipalId: row.service, Type: "Service" },
  };
}

/** The same for one record at every reading, and different for any two. */
function eventId(stream: Stream, row: StreamRow): string {
  return stream.id.toString(16).padStart(8, "0") + row.sequence.toString(16).padStart(24, "0");
}
