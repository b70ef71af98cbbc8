import { exists } from "../bucket.ts";
import { readDocument } from "../document.ts";
import { exact } from "../table.ts";
import { createSecret } from "../webhook/signature.ts";
import { WebhookEntity } from "../webhook/webhook.entity.ts";
import { WebhooksDocument, webhooksPlace, writeWebhooks } from "../webhook/webhooks-document.ts";
import { restored } from "./unless-newer.ts";

/**
 * Puts the webhooks of a workspace back that the table has lost. Their secrets were lost with it, so they are off until
 * somebody gives them a new one. What the table still has stays; then the bucket is told of all.
 */
export async function restoreWebhooks(workspaceId: string): Promise<void> {
  const place = webhooksPlace(workspaceId);
  if (await exists(place)) {
    const { webhooks } = await readDocument(place, WebhooksDocument);
    for (const webhook of webhooks) {
      const row = { ...webhook, workspaceId, secret: createSecret(), enabled: false, disabledBecause: SECRET_LOST };
      await restored(() => WebhookEntity.create(exact(row)).go());
    }
  }
  await writeWebhooks();
}

const SECRET_LOST = {
  code: "secret_lost",
  message: "Its secret was lost with the table: change the secret, tell the receiver, and enable it again",
};
