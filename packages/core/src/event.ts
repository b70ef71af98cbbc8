import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { Resource } from "sst";
import type * as z from "zod";
import { derivedId, timeOf } from "./derived-id.ts";
import { AppError } from "./error.ts";
import { EVENTS, type EventType, type Occurrence } from "./event.schema.ts";
import { parse } from "./fn.ts";

const client = new EventBridgeClient({});

/**
 * Puts an event on the bus, with its id and time. It may come twice; then it has the same `eventId`, which follows from what
 * it tells of which run, or of which deed. Throws `unavailable` when the bus did not take it.
 */
export async function publish<Type extends EventType>(
  type: Type,
  detail: z.input<(typeof EVENTS)[Type]>,
): Promise<void> {
  const answer = await client.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: Resource.Bus.name,
          Source: "videoflow",
          DetailType: type,
          Detail: JSON.stringify({ ...(parse(EVENTS[type], detail) as object), ...occurrenceOf(type, detail) }),
        },
      ],
    }),
  );
  const refused = answer.Entries?.find((entry) => entry.ErrorCode);
  if (refused)
    throw new AppError("unavailable", `The bus refused ${type}: ${refused.ErrorCode} ${refused.ErrorMessage ?? ""}`);
}

type Subject =
  | { readonly workspaceId: string; readonly runId: string }
  | { readonly workspaceId: string; readonly assetId: string; readonly deletedAt: string }
  | { readonly workspaceId: string; readonly assetId: string; readonly restoredAt: string };

function occurrenceOf(type: EventType, subject: Subject): Occurrence {
  return { eventId: eventIdOf(type, subject), occurredAt: new Date().toISOString() };
}

function eventIdOf(type: EventType, subject: Subject): string {
  const { workspaceId } = subject;
  if ("runId" in subject) return derivedId("evt", timeOf(subject.runId), workspaceId, subject.runId, type);
  const at = "deletedAt" in subject ? subject.deletedAt : subject.restoredAt;
  return derivedId("evt", new Date(at), workspaceId, subject.assetId, at, type);
}
