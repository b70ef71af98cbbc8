import { Resource } from "sst";
import { waitAfter } from "./backoff.ts";
import type { Delivery, DeliveryAttempt } from "./delivery.schema.ts";
import * as Deliveries from "./delivery.ts";
import { post } from "./post.ts";
import { signatureHeaders } from "./signature.ts";
import type { Webhook } from "./webhook.schema.ts";
import * as Webhooks from "./webhook.ts";

/** A webhook to which nothing could be delivered for so long is disabled. */
const GIVEN_UP_AFTER_MS = 3 * 24 * 3_600_000;

/** By this a receiver says that it is no more, and will not be again. */
const GONE = 410;

/**
 * Makes one attempt at a delivery if one is due. Returns in how many milliseconds there is to be another one, undefined when
 * there is nothing more to be done. Cut off at any line it may be called again: what was noted is not tried again before its
 * time, and what was sent but not noted is sent again with the same `webhook-id`.
 */
export async function deliver(deliveryId: string): Promise<number | undefined> {
  const delivery = await Deliveries.find(deliveryId);
  if (delivery?.status !== "pending") return undefined;
  const dueInMs = Date.parse(delivery.nextAttemptAt ?? delivery.createdAt) - Date.now();
  if (dueInMs > 0) return dueInMs;
  const webhook = await Webhooks.find(delivery.webhookId);
  if (!webhook?.enabled) {
    await Deliveries.cancel(delivery);
    return undefined;
  }
  const attempt = await send(webhook, delivery);
  return conclude(webhook, delivery, attempt);
}

function send(webhook: Webhook, { eventId, payload }: Delivery): Promise<DeliveryAttempt> {
  const now = Date.now();
  const signed = { id: eventId, timestamp: Math.floor(now / 1000), body: payload };
  return post({
    url: webhook.url,
    headers: {
      ...signatureHeaders(signed, Webhooks.secretsOf(webhook, now)),
      "content-type": "application/json",
      "user-agent": "VideoFlow-Webhook/1",
    },
    body: payload,
    reach: Resource.WebhookTargets,
  });
}

async function conclude(webhook: Webhook, delivery: Delivery, attempt: DeliveryAttempt): Promise<number | undefined> {
  if (isSuccess(attempt)) {
    await Deliveries.note(delivery, attempt, { status: "delivered" });
    await Webhooks.noteSuccess(webhook);
    return undefined;
  }
  await Webhooks.noteFailure(webhook, attempt.at);
  const reason = reasonToDisable(webhook, attempt);
  if (reason) await Webhooks.disable(webhook, reason);
  const waitMs = reason ? undefined : waitAfter(delivery.attempts.length + 1);
  if (waitMs === undefined) {
    await Deliveries.note(delivery, attempt, { status: "exhausted" });
    return undefined;
  }
  const nextAttemptAt = new Date(Date.now() + waitMs).toISOString();
  const noted = await Deliveries.note(delivery, attempt, { status: "pending", nextAttemptAt });
  // A message that came twice: the other one has noted its attempt, and when the next is due.
  return noted ? waitMs : deliver(delivery.deliveryId);
}

const isSuccess = ({ status = 0 }: DeliveryAttempt): boolean => status >= 200 && status < 300;

function reasonToDisable({ url, failingSince }: Webhook, { at, status }: DeliveryAttempt) {
  if (status === GONE) return { code: "gone", message: `${url} answered that it is gone for good (410)` };
  if (!failingSince || Date.parse(at) - Date.parse(failingSince) < GIVEN_UP_AFTER_MS) return undefined;
  return { code: "failing", message: `Nothing could be delivered to ${url} since ${failingSince}` };
}
