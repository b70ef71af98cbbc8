import type { InputLogEvent, RejectedLogEventsInfo } from "@aws-sdk/client-cloudwatch-logs";
import { invalid } from "./errors.ts";
import type { LogEvent } from "./events.ts";
import { keptSince, type LogGroup } from "./groups.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOST = 10_000;
const LARGEST = 1_048_576;
/** What AWS counts for an event besides its message. */
const OVERHEAD = 26;

/**
 * The events of a batch that are stored. A batch that breaks a limit is refused whole; events that are too old or too new
 * are left out, and the answer says which.
 */
export function accepted(
  given: readonly InputLogEvent[] | undefined,
  group: LogGroup,
  now: number,
): { good: LogEvent[]; rejectedLogEventsInfo: RejectedLogEventsInfo | undefined } {
  const events = (given ?? []).map(checked);
  checkBatch(events);
  const expired = keptSince(group, now);
  const tooOld = now - 14 * DAY_MS;
  const tooNew = now + 2 * HOUR_MS;
  const isGood = ({ timestamp }: LogEvent) => timestamp >= Math.max(expired, tooOld) && timestamp <= tooNew;
  const good = events.filter(isGood);
  const [first, last] = [good[0], good.at(-1)];
  if (first && last && last.timestamp - first.timestamp > DAY_MS) {
    throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  }
  if (good.length === events.length) return { good, rejectedLogEventsInfo: undefined };
  const count = (test: (event: LogEvent) => boolean) => events.filter(test).length;
  const expiredCount = count(({ timestamp }) => timestamp < expired);
  const oldCount = count(({ timestamp }) => timestamp < tooOld);
  const newCount = count(({ timestamp }) => timestamp > tooNew);
  return {
    good,
    // The events are in order, so a count is an index: the old ones are at the front, the new ones at the end.
    rejectedLogEventsInfo: {
      ...(expiredCount > 0 && { expiredLogEventEndIndex: expiredCount }),
      ...(oldCount > 0 && { tooOldLogEventEndIndex: oldCount }),
      ...(newCount > 0 && { tooNewLogEventStartIndex: events.length - newCount }),
    },
  };
}

function checked({ timestamp, message }: InputLogEvent): LogEvent {
  if (typeof timestamp !== "number" || !Number.isInteger(timestamp) || timestamp < 0) {
    throw invalid(`A log event's timestamp must be in epoch milliseconds, not ${timestamp}`);
  }
  if (typeof message !== "string" || message === "") throw invalid("Log event message must not be empty.");
  return { timestamp, message };
}

function checkBatch(events: readonly LogEvent[]): void {
  if (events.length === 0) throw invalid("The request must contain logEvents.");
  if (events.length > MOST) throw invalid(`A batch can have ${MOST} log events at most, not ${events.length}.`);
  const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + OVERHEAD, 0);
  if (bytes > LARGEST) throw invalid(`Upload too large: ${bytes} bytes exceeds limit of ${LARGEST}`);
  const disorder = events.some(({ timestamp }, index) => timestamp < (events[index - 1]?.timestamp ?? 0));
  if (disorder) throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
}
