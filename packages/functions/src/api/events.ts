import { OpenAPIHono, z } from "@hono/zod-openapi";
import { EventType } from "@videoflow/core/event.schema";
import { descriptionOf, messageOf, messageSchemaOf } from "@videoflow/core/webhook/message-schemas";
import { body, failures, guarded, invalid, json } from "./route.ts";

const Events = z
  .object({ items: z.array(z.object({ type: EventType, description: z.string() })) })
  .meta({ id: "EventTypes" });

const listEvents = guarded("viewer", "webhooks", {
  method: "get",
  path: "/",
  operationId: "listEvents",
  summary: "What webhooks can be told of",
  responses: { 200: json(Events, "Types and what they mean") },
});

const getEventSchema = guarded("viewer", "webhooks", {
  method: "get",
  path: "/{type}",
  operationId: "getEventSchema",
  summary: "The JSON Schema of the message that is sent for an event",
  request: { params: z.object({ type: EventType }) },
  responses: { 200: json(z.record(z.string(), z.unknown()), "JSON Schema, draft 2020-12"), ...failures.invalid },
});

export const eventsApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(listEvents, (c) =>
    c.json({ items: EventType.options.map((type) => ({ type, description: descriptionOf(type) })) }, 200),
  )
  .openapi(getEventSchema, (c) => c.json(messageSchemaOf(c.req.valid("param").type), 200));

/** Tells the description of the API of the messages themselves. */
export function describeMessages({ openAPIRegistry }: Pick<OpenAPIHono, "openAPIRegistry">): void {
  for (const type of EventType.options) {
    openAPIRegistry.registerWebhook({
      method: "post",
      path: type,
      operationId: type,
      summary: descriptionOf(type),
      request: { body: body(messageOf(type)) },
      responses: { 200: { description: "Any 2xx says that it was taken; the rest is tried again" } },
    });
  }
}
