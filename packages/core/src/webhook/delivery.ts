import * as z from "zod";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { newestFirst } from "../page.ts";
import { wrote } from "../table.ts";
import { DeliveryEntity } from "./delivery.entity.ts";
import {
  Delivery,
  type DeliveryAttempt,
  DeliveryId,
  DeliveryInfo,
  type DeliveryPage,
  DeliveryQuery,
  type DeliveryStatus,
  type NewDelivery,
} from "./delivery.schema.ts";
import { WebhookId } from "./webhook.schema.ts";
import * as Webhooks from "./webhook.ts";

const KEPT_SECONDS = 30 * 24 * 3600;

export async function find(deliveryId: string): Promise<Delivery | undefined> {
  const { workspaceId } = useActor();
  const { data } = await DeliveryEntity.get({ workspaceId, deliveryId }).go({ consistent: true });
  return data ? parse(Delivery, data) : undefined;
}

/** One delivery of a webhook. */
export const get = fn(
  z.object({ webhookId: WebhookId, deliveryId: DeliveryId }),
  async ({ webhookId, deliveryId }): Promise<DeliveryInfo> => {
    const delivery = await find(deliveryId);
    if (delivery?.webhookId !== webhookId)
      throw new AppError("not_found", `Webhook ${webhookId} has no delivery ${deliveryId}`);
    return DeliveryInfo.parse(delivery);
  },
);

/** The deliveries of a webhook in the last month, newest first. */
export const list = fn(DeliveryQuery, async ({ webhookId, ...page }): Promise<DeliveryPage> => {
  const { workspaceId } = useActor();
  await Webhooks.get(webhookId);
  const { data, cursor } = await DeliveryEntity.query.byWebhook({ workspaceId, webhookId }).go(newestFirst(page));
  return { items: parse(z.array(DeliveryInfo), data), cursor };
});

/** Notes a delivery that is to be made. Noted before, it stays as it has become. */
export async function begin(wanted: NewDelivery): Promise<void> {
  const { replayOf, ...rest } = wanted;
  const expiresAt = Math.floor(Date.now() / 1000) + KEPT_SECONDS;
  const row = { ...rest, ...(replayOf && { replayOf }), status: "pending" as const, attempts: [], tries: 0, expiresAt };
  await wrote(DeliveryEntity.create(row).go());
}

/** What an attempt makes of a delivery. */
interface Outcome {
  readonly status: DeliveryStatus;
  /** When it is to be tried next, if it is. */
  readonly nextAttemptAt?: string;
}

/** Adds an attempt. Returns false when another one was added since `delivery` was read: then that one counts. */
export async function note(delivery: Delivery, attempt: DeliveryAttempt, outcome: Outcome): Promise<boolean> {
  const { attempts } = delivery;
  return settle(delivery, { ...outcome, attempts: [...attempts, attempt], tries: attempts.length + 1 });
}

/** Notes that it will not be made any more. */
export const cancel = (delivery: Delivery): Promise<boolean> => settle(delivery, { status: "cancelled" });

async function settle(
  { workspaceId, deliveryId, attempts }: Delivery,
  { nextAttemptAt, ...changes }: Outcome & { attempts?: DeliveryAttempt[]; tries?: number },
): Promise<boolean> {
  const patch = DeliveryEntity.patch({ workspaceId, deliveryId });
  const changed = nextAttemptAt
    ? patch.set({ ...changes, nextAttemptAt })
    : patch.set(changes).remove(["nextAttemptAt"]);
  return wrote(
    changed.where((row, { eq }) => `${eq(row.status, "pending")} AND ${eq(row.tries, attempts.length)}`).go(),
  );
}
