import { Resource } from "sst";
import * as z from "zod";
import { useActor } from "../actor.ts";
import type { ObjectPlace } from "../bucket.ts";
import { writeCopy } from "../document.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { WebhookEntity } from "./webhook.entity.ts";
import { WebhookInfo } from "./webhook.schema.ts";

/**
 * `webhooks.json` of a workspace, in the media bucket: who is told of events. Without the secrets, which more functions could
 * read there than need them, and without how deliveries went lately.
 */
export const WebhooksDocument = z.object({
  version: z.literal(1),
  workspaceId: WorkspaceId,
  webhooks: z.array(WebhookInfo.omit({ enabled: true, disabledBecause: true, failingSince: true })),
});

export const webhooksPlace = (workspaceId: string): ObjectPlace => ({
  bucket: Resource.Media.name,
  key: `${workspaceId}/webhooks.json`,
});

/** Tells the bucket which webhooks the workspace has. */
export async function writeWebhooks(): Promise<void> {
  const { workspaceId } = useActor();
  await writeCopy(webhooksPlace(workspaceId), WebhooksDocument, async () => {
    const { data } = await WebhookEntity.query.primary({ workspaceId }).go({ pages: "all", consistent: true });
    return { version: 1 as const, workspaceId, webhooks: data };
  });
}
