import * as z from "zod";
import { EventId, EventType } from "../event.schema.ts";
import { idSchema } from "../id.ts";
import { PageQuery } from "../page.ts";
import { Reason } from "../reason.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { WebhookId } from "./webhook.schema.ts";

export const DeliveryId = idSchema("dlv");

/** What is sent: an event, or a test that somebody asked for. */
export const MessageType = z.enum(["webhook.test", ...EventType.options]);

/**
 * `pending`    is or will be tried
 * `delivered`  the receiver answered with 2xx
 * `exhausted`  was tried for about a day, or the receiver said that it is gone
 * `cancelled`  the webhook was disabled or deleted before it was delivered
 */
export const DeliveryStatus = z.enum(["pending", "delivered", "exhausted", "cancelled"]);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

/** One request. With an answer there is `status` and the beginning of its body, without one there is `error`. */
export const DeliveryAttempt = z.object({
  at: z.iso.datetime(),
  durationMs: z.int().nonnegative(),
  status: z.int().optional(),
  excerpt: z.string().optional(),
  error: Reason.optional(),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

export const Delivery = z.object({
  workspaceId: WorkspaceId,
  webhookId: WebhookId,
  deliveryId: DeliveryId,
  /** The `webhook-id` header: the same in every attempt and every replay. */
  eventId: EventId,
  type: MessageType,
  /** The body, byte for byte. */
  payload: z.string(),
  status: DeliveryStatus,
  attempts: z.array(DeliveryAttempt),
  nextAttemptAt: z.iso.datetime().optional(),
  replayOf: DeliveryId.optional(),
  createdAt: z.iso.datetime(),
});
export type Delivery = z.infer<typeof Delivery>;

export const DeliveryInfo = Delivery.omit({ workspaceId: true }).meta({ id: "Delivery" });
export type DeliveryInfo = z.infer<typeof DeliveryInfo>;

export const DeliveryQuery = PageQuery.extend({ webhookId: WebhookId });

export const DeliveryPage = z
  .object({ items: z.array(DeliveryInfo), cursor: z.string().nullable() })
  .meta({ id: "DeliveryPage" });
export type DeliveryPage = z.infer<typeof DeliveryPage>;

/** Which delivery is to be attempted: the message of the queue. */
export const DeliveryReference = z.object({ workspaceId: WorkspaceId, deliveryId: DeliveryId });
export type DeliveryReference = z.infer<typeof DeliveryReference>;

/** A delivery that is to be made: what every attempt at making it agrees on. */
export const NewDelivery = Delivery.omit({ status: true, attempts: true, nextAttemptAt: true, createdAt: true });
export type NewDelivery = z.infer<typeof NewDelivery>;
