import { CustomAttributeType, Entity } from "electrodb";
import type { EventType } from "../event.schema.ts";
import type { Reason } from "../reason.ts";
import { config, key, stamps } from "../table.ts";

/** primary  one webhook, or all of a workspace: ids sort by time */
export const WebhookEntity = new Entity(
  {
    model: { service: "videoflow", entity: "webhook", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      webhookId: { type: "string", required: true, readOnly: true },
      url: { type: "string", required: true },
      events: { type: CustomAttributeType<EventType[]>("any"), required: true },
      description: { type: "string" },
      secret: { type: "string", required: true },
      retired: { type: CustomAttributeType<{ secret: string; until: string }>("any") },
      enabled: { type: "boolean", required: true },
      disabledBecause: { type: CustomAttributeType<Reason>("any") },
      failingSince: { type: "string" },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId"], ["webhookId"]) },
  },
  config,
);
