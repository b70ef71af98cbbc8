import * as z from "zod";
import { EVENTS, type EventType } from "../event.schema.ts";

/** What is sent for an event: the body of a webhook's message. */
export const messageOf = (type: EventType) =>
  z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data: EVENTS[type] }).describe(descriptionOf(type));

export const descriptionOf = (type: EventType): string => EVENTS[type].description ?? type;

/** The JSON Schema (draft 2020-12) of the message that is sent for an event. */
export const messageSchemaOf = (type: EventType): Record<string, unknown> => ({
  title: type,
  ...z.toJSONSchema(messageOf(type), { io: "output" }),
});
