import { randomUUID } from "node:crypto";
import type { PutEventsRequestEntry, PutEventsResultEntry } from "@aws-sdk/client-eventbridge";
import type { Place } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import type { Principal } from "../../service.ts";
import type { Buses } from "./buses.ts";
import { validation } from "./errors.ts";
import { type BusEvent, timeOf } from "./event.ts";
import type { Publisher } from "./publish.ts";

const MOST = 10;
const LARGEST = 1_048_576;
/** What AWS counts for an event's time. */
const TIME_BYTES = 14;

/** Accepts the events of one request. Each stands by itself; throws only when the request as a whole is wrong. */
export function putEvents(
  parts: { place: Place; buses: Buses; publisher: Publisher },
  entries: readonly PutEventsRequestEntry[] | undefined,
  principal: Principal,
): { FailedEntryCount: number; Entries: PutEventsResultEntry[] } {
  if (!entries?.length || entries.length > MOST) {
    throw validation(`Entries must have 1 to ${MOST} members, not ${entries?.length ?? 0}.`);
  }
  const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (bytes > LARGEST) throw validation(`Total size of the entries in the request is over the limit: ${bytes} bytes.`);
  const Entries = entries.map((entry): PutEventsResultEntry => {
    try {
      const event = eventOf(entry, parts.place, principal);
      parts.publisher.publish(parts.buses.get(entry.EventBusName).name, event);
      return { EventId: event.id };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { ErrorCode: error.code, ErrorMessage: error.message };
    }
  });
  return { FailedEntryCount: Entries.filter(({ ErrorCode }) => ErrorCode).length, Entries };
}

function eventOf(entry: PutEventsRequestEntry, place: Place, principal: Principal): BusEvent {
  const source = required(entry, "Source");
  const detailType = required(entry, "DetailType");
  const detail = detailOf(required(entry, "Detail"));
  if (source.startsWith("aws.") && principal.kind !== "service") {
    throw new AwsError("NotAuthorizedForSourceException", `Not authorized for the source: ${source}`);
  }
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": detailType,
    source,
    account: place.account,
    time: timeOf(millisecondsOf(entry.Time)),
    region: place.region,
    resources: entry.Resources ?? [],
    detail,
  };
}

function required(entry: PutEventsRequestEntry, name: "Source" | "DetailType" | "Detail"): string {
  const value = entry[name];
  if (value) return value;
  throw new AwsError("InvalidArgument", `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
}

function detailOf(text: string): Record<string, unknown> {
  try {
    const detail: unknown = JSON.parse(text);
    if (typeof detail === "object" && detail !== null && !Array.isArray(detail))
      return detail as Record<string, unknown>;
  } catch {
    // Answered below: what is not JSON and what is no object are the same mistake.
  }
  throw new AwsError("MalformedDetail", "Detail is malformed.");
}

/** The wire brings epoch seconds, services of this cloud bring dates. */
function millisecondsOf(time: Date | number | undefined): number {
  if (time === undefined) return Date.now();
  return typeof time === "number" ? time * 1000 : time.getTime();
}

function sizeOf(entry: PutEventsRequestEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ""), entry.Time === undefined ? 0 : TIME_BYTES);
}
