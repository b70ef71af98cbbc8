import * as z from "zod";
import { EventType } from "../event.schema.ts";
import { idSchema } from "../id.ts";
import { Reason } from "../reason.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";

export const WebhookId = idSchema("whk");

export const NewWebhook = z
  .object({
    /** Where events are sent to. Without user name, password and fragment. */
    url: z.url({ protocol: /^https?$/ }).max(2000),
    events: z.array(EventType).min(1).max(EventType.options.length),
    description: z.string().trim().max(200).optional(),
  })
  .meta({ id: "NewWebhook" });

export const WebhookChange = NewWebhook.partial()
  .extend({ enabled: z.boolean().optional() })
  .meta({ id: "WebhookChange" });

/** A secret that is still good, besides the current one, for receivers that have not heard of that yet. */
const Retired = z.object({ secret: z.string(), until: z.iso.datetime() });

/** An address that is told of events. `disabledBecause` is there when it was not a person who disabled it. */
export const Webhook = NewWebhook.extend({
  workspaceId: WorkspaceId,
  webhookId: WebhookId,
  secret: z.string(),
  retired: Retired.optional(),
  enabled: z.boolean(),
  disabledBecause: Reason.optional(),
  /** Since when no delivery has succeeded; absent when the last one did. */
  failingSince: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Webhook = z.infer<typeof Webhook>;

/** A webhook as it is shown: without its secrets. */
export const WebhookInfo = Webhook.omit({ workspaceId: true, secret: true, retired: true }).meta({ id: "Webhook" });
export type WebhookInfo = z.infer<typeof WebhookInfo>;

export const WebhookPage = z
  .object({ items: z.array(WebhookInfo), cursor: z.string().nullable() })
  .meta({ id: "WebhookPage" });
export type WebhookPage = z.infer<typeof WebhookPage>;

/** The one time that a secret is shown. */
export const CreatedWebhook = WebhookInfo.extend({ secret: z.string() }).meta({ id: "CreatedWebhook" });
export type CreatedWebhook = z.infer<typeof CreatedWebhook>;

/** A new secret, shown once. The one before stays good until `previousUntil`: messages are signed with both. */
export const RotatedSecret = z
  .object({ secret: z.string(), previousUntil: z.iso.datetime() })
  .meta({ id: "RotatedSecret" });
export type RotatedSecret = z.infer<typeof RotatedSecret>;
