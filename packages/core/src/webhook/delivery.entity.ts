import { CustomAttributeType, Entity } from "electrodb";
import { config, gsi, key, stamps } from "../table.ts";
import { type DeliveryAttempt, DeliveryStatus, MessageType } from "./delivery.schema.ts";

/**
 * primary    one delivery
 * byWebhook  the log of a webhook, newest first
 */
export const DeliveryEntity = new Entity(
  {
    model: { service: "videoflow", entity: "delivery", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      deliveryId: { type: "string", required: true, readOnly: true },
      webhookId: { type: "string", required: true, readOnly: true },
      eventId: { type: "string", required: true, readOnly: true },
      type: { type: MessageType.options, required: true, readOnly: true },
      payload: { type: "string", required: true, readOnly: true },
      status: { type: DeliveryStatus.options, required: true },
      attempts: { type: CustomAttributeType<DeliveryAttempt[]>("any"), required: true },
      /** As many as there are in `attempts`: what a write asks about. */
      tries: { type: "number", required: true },
      nextAttemptAt: { type: "string" },
      replayOf: { type: "string", readOnly: true },
      /** Epoch seconds: the log of a month is kept. */
      expiresAt: { type: "number", required: true, readOnly: true },
      ...stamps,
    },
    indexes: {
      primary: key(["workspaceId"], ["deliveryId"]),
      byWebhook: gsi(1, ["workspaceId", "webhookId"], ["createdAt", "deliveryId"]),
    },
  },
  config,
);
