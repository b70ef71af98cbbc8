import type {
  FilterLogEventsCommandInput,
  GetLogEventsCommandInput,
  PutLogEventsCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../service.ts";
import type { Bell } from "../../state/bell.ts";
import { bellOf, type LogBuffer } from "./buffer.ts";
import { invalid } from "./errors.ts";
import type { Cursor, LogEvents, StoredEvent } from "./events.ts";
import { filterOf } from "./filter/pattern.ts";
import { keptSince, type LogGroup, type LogGroups } from "./groups.ts";
import { accepted } from "./put.ts";
import type { LogStreams } from "./streams.ts";

const LARGEST_PAGE = 10_000;
const LARGEST_PAGE_BYTES = 1_048_576;
/** Events looked at for one page of a search: a rare match must not keep everybody else waiting. */
const LONGEST_SEARCH = 50_000;
const START: Cursor = { timestamp: 0, id: 0 };
const END: Cursor = { timestamp: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

interface Parts {
  readonly groups: LogGroups;
  readonly streams: LogStreams;
  readonly events: LogEvents;
  readonly buffer: LogBuffer;
  readonly bell: Bell;
}

interface Named {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
  readonly logStreamName?: string | undefined;
}

/** Putting, reading and searching events. */
export function eventOperations({ groups, streams, events, buffer, bell }: Parts) {
  const nameOf = ({ logGroupName, logGroupIdentifier }: Named) => groups.nameIn(logGroupIdentifier ?? logGroupName);
  const onStream = (action: string) => (input: Named) => [
    { action: `logs:${action}`, resource: `${groups.arn(nameOf(input))}:log-stream:${input.logStreamName}` },
  ];

  return {
    PutLogEvents: operation({
      permissions: onStream("PutLogEvents"),
      run: ({ logGroupName, logStreamName, logEvents }: PutLogEventsCommandInput) => {
        const group = groups.get(groups.nameIn(logGroupName));
        const stream = streams.get(group, logStreamName);
        const { good, rejectedLogEventsInfo } = accepted(logEvents, group, Date.now());
        events.insert(stream, good);
        bell.ring(bellOf(group.name));
        return { ...(rejectedLogEventsInfo && { rejectedLogEventsInfo }) };
      },
    }),

    GetLogEvents: operation({
      permissions: onStream("GetLogEvents"),
      run: (input: GetLogEventsCommandInput) => {
        buffer.settle();
        const group = groups.get(nameOf(input));
        const stream = streams.get(group, input.logStreamName);
        const token = input.nextToken === undefined ? undefined : streamToken(input.nextToken);
        const forward = token ? token.forward : input.startFromHead === true;
        const place = token?.place ?? (forward ? START : END);
        const page = pageOf(events.ofStream(stream, spanOf(input, group), place, forward), sizeOf(input.limit));
        if (!forward) page.reverse();
        const first = page[0] ?? token?.place ?? START;
        const last = page.at(-1) ?? token?.place ?? START;
        return {
          events: page.map(({ timestamp, message, ingested_at }) => ({
            timestamp,
            message,
            ingestionTime: ingested_at,
          })),
          nextForwardToken: `f/${placeOf(last)}`,
          nextBackwardToken: `b/${placeOf(first)}`,
        };
      },
    }),

    FilterLogEvents: operation({
      permissions: (input: FilterLogEventsCommandInput) => [
        { action: "logs:FilterLogEvents", resource: `${groups.arn(nameOf(input))}:*` },
      ],
      run: (input: FilterLogEventsCommandInput) => {
        buffer.settle();
        const { logStreamNames: names = [], logStreamNamePrefix: prefix = "" } = input;
        if (names.length > 0 && prefix) {
          throw invalid("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
        }
        const matches = filterOf(input.filterPattern);
        const group = groups.get(nameOf(input));
        const after = input.nextToken === undefined ? START : searchToken(input.nextToken);
        const limit = sizeOf(input.limit);
        const found: StoredEvent[] = [];
        let looked = 0;
        let last: StoredEvent | undefined;
        for (const event of events.ofGroup(group, spanOf(input, group), after, { names, prefix })) {
          last = event;
          if (matches(event.message)) found.push(event);
          if (found.length === limit || ++looked === LONGEST_SEARCH) break;
        }
        const more = found.length === limit || looked === LONGEST_SEARCH;
        return {
          events: found.map((event) => ({
            eventId: String(event.id).padStart(56, "0"),
            logStreamName: event.stream,
            timestamp: event.timestamp,
            message: event.message,
            ingestionTime: event.ingested_at,
          })),
          searchedLogStreams: [],
          ...(more && last && { nextToken: placeOf(last) }),
        };
      },
    }),
  };
}

/** As many events as fit a page by number and bytes. */
function pageOf(found: IterableIterator<StoredEvent>, limit: number): StoredEvent[] {
  const page: StoredEvent[] = [];
  let bytes = 0;
  for (const event of found) {
    bytes += Buffer.byteLength(event.message);
    if (page.length > 0 && bytes > LARGEST_PAGE_BYTES) break;
    page.push(event);
    if (page.length === limit) break;
  }
  return page;
}

function spanOf(
  { startTime = 0, endTime }: { startTime?: number | undefined; endTime?: number | undefined },
  group: LogGroup,
) {
  return {
    from: Math.max(startTime, keptSince(group, Date.now())),
    to: endTime ?? Number.MAX_SAFE_INTEGER,
  };
}

function sizeOf(limit = LARGEST_PAGE): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_PAGE) return limit;
  throw invalid(`limit must be between 1 and ${LARGEST_PAGE}, not ${limit}`);
}

const placeOf = ({ timestamp, id }: Cursor) => `${timestamp}/${id}`;

function streamToken(token: string): { forward: boolean; place: Cursor } {
  const [, direction, timestamp, id] = /^([fb])\/(\d+)\/(\d+)$/.exec(token) ?? [];
  if (!direction) throw invalid(`The specified nextToken is invalid: ${token}`);
  return { forward: direction === "f", place: { timestamp: Number(timestamp), id: Number(id) } };
}

function searchToken(token: string): Cursor {
  const [, timestamp, id] = /^(\d+)\/(\d+)$/.exec(token) ?? [];
  if (!timestamp) throw invalid(`The specified nextToken is invalid: ${token}`);
  return { timestamp: Number(timestamp), id: Number(id) };
}
