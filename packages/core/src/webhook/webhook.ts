import { Resource } from "sst";
import * as z from "zod";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { createId } from "../id.ts";
import { newestFirst, PageQuery } from "../page.ts";
import type { Reason } from "../reason.ts";
import { conditionFailed, wrote } from "../table.ts";
import { createSecret } from "./signature.ts";
import { checkUrl } from "./target.ts";
import { WebhookEntity } from "./webhook.entity.ts";
import {
  type CreatedWebhook,
  NewWebhook,
  type RotatedSecret,
  Webhook,
  WebhookChange,
  WebhookId,
  WebhookInfo,
  type WebhookPage,
} from "./webhook.schema.ts";
import { writeWebhooks } from "./webhooks-document.ts";

const MOST_WEBHOOKS = 50;
const RETIRED_FOR_MS = 24 * 3_600_000;

export async function find(webhookId: string): Promise<Webhook | undefined> {
  const { workspaceId } = useActor();
  const { data } = await WebhookEntity.get({ workspaceId, webhookId }).go({ consistent: true });
  return data ? parse(Webhook, data) : undefined;
}

async function getRow(webhookId: string): Promise<Webhook> {
  const webhook = await find(webhookId);
  if (!webhook) throw new AppError("not_found", `Webhook ${webhookId} does not exist`);
  return webhook;
}

export const get = fn(WebhookId, async (webhookId): Promise<WebhookInfo> => WebhookInfo.parse(await getRow(webhookId)));

/** All that are told of events in this workspace, disabled ones too. */
export async function all(): Promise<Webhook[]> {
  const { workspaceId } = useActor();
  const { data } = await WebhookEntity.query.primary({ workspaceId }).go({ pages: "all", consistent: true });
  return parse(z.array(Webhook), data);
}

/** The webhooks of a workspace, newest first. */
export const list = fn(PageQuery, async (page): Promise<WebhookPage> => {
  const { workspaceId } = useActor();
  const { data, cursor } = await WebhookEntity.query.primary({ workspaceId }).go(newestFirst(page));
  return { items: parse(z.array(WebhookInfo), data), cursor };
});

/** Adds a webhook. Its secret is in this answer and in none after it. */
export const create = fn(NewWebhook, async (wanted): Promise<CreatedWebhook> => {
  const { workspaceId } = useActor();
  checkUrl(wanted.url, Resource.WebhookTargets);
  if ((await all()).length >= MOST_WEBHOOKS)
    throw new AppError("conflict", `A workspace has ${MOST_WEBHOOKS} webhooks at most: delete one that is not needed`);
  const webhookId = createId("whk");
  const secret = createSecret();
  const { description, ...rest } = wanted;
  const row = { ...rest, ...(description && { description }), workspaceId, webhookId, secret, enabled: true };
  await WebhookEntity.create(row).go();
  await writeWebhooks();
  return { ...(await get(webhookId)), secret };
});

/**
 * Changes what is given; enabled again, it begins without a history of failures. With `ifUpdatedAt`, throws `stale` when
 * it was changed since.
 */
export const change = fn(
  WebhookChange.extend({ webhookId: WebhookId, ifUpdatedAt: z.string().optional() }),
  async ({ webhookId, ifUpdatedAt, ...wanted }): Promise<WebhookInfo> => {
    const { workspaceId } = useActor();
    await getRow(webhookId);
    if (wanted.url) checkUrl(wanted.url, Resource.WebhookTargets);
    const changes = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    const patch = WebhookEntity.patch({ workspaceId, webhookId }).set(changes);
    const whole = wanted.enabled ? patch.remove(["disabledBecause", "failingSince"]) : patch;
    await whole
      .where((row, { eq, exists }) => (ifUpdatedAt ? eq(row.updatedAt, ifUpdatedAt) : exists(row.updatedAt)))
      .go()
      .catch((error: unknown) => {
        if (!conditionFailed(error)) throw error;
        throw new AppError("stale", `Webhook ${webhookId} was changed meanwhile: read it again`, { cause: error });
      });
    await writeWebhooks();
    return get(webhookId);
  },
);

/** Takes a webhook away. What was on its way to it is cancelled. */
export const remove = fn(WebhookId, async (webhookId): Promise<void> => {
  const { workspaceId } = useActor();
  await getRow(webhookId);
  await WebhookEntity.delete({ workspaceId, webhookId }).go();
  await writeWebhooks();
});

/** Gives a webhook a new secret. The one before is good for a day: until then both sign. */
export const rotateSecret = fn(WebhookId, async (webhookId): Promise<RotatedSecret> => {
  const { workspaceId } = useActor();
  const before = await getRow(webhookId);
  const secret = createSecret();
  const until = new Date(Date.now() + RETIRED_FOR_MS).toISOString();
  await WebhookEntity.patch({ workspaceId, webhookId })
    .set({ secret, retired: { secret: before.secret, until } })
    .where((row, { eq }) => eq(row.secret, before.secret))
    .go()
    .catch((error: unknown) => {
      if (!conditionFailed(error)) throw error;
      throw new AppError("conflict", `The secret of webhook ${webhookId} was changed meanwhile`, { cause: error });
    });
  return { secret, previousUntil: until };
});

/** The secrets that sign at the moment, the newest first. */
export function secretsOf({ secret, retired }: Webhook, now: number): string[] {
  return retired && Date.parse(retired.until) > now ? [secret, retired.secret] : [secret];
}

/** Notes that a delivery succeeded. What is noted of a webhook that has gone, or has changed, no longer matters. */
export async function noteSuccess({ workspaceId, webhookId, failingSince }: Webhook): Promise<void> {
  if (!failingSince) return;
  await wrote(WebhookEntity.patch({ workspaceId, webhookId }).remove(["failingSince"]).go());
}

/** Notes that one failed, and since when none has succeeded. */
export async function noteFailure({ workspaceId, webhookId, failingSince }: Webhook, at: string): Promise<void> {
  if (failingSince) return;
  await wrote(
    WebhookEntity.patch({ workspaceId, webhookId })
      .set({ failingSince: at })
      .where((row, { notExists }) => notExists(row.failingSince))
      .go(),
  );
}

/** Stops sending to a webhook until somebody enables it again. */
export async function disable({ workspaceId, webhookId, url }: Webhook, because: Reason): Promise<void> {
  await wrote(
    WebhookEntity.patch({ workspaceId, webhookId })
      .set({ enabled: false, disabledBecause: because })
      // It was another address that failed, when somebody has changed it meanwhile.
      .where((row, { eq }) => eq(row.url, url))
      .go(),
  );
}
