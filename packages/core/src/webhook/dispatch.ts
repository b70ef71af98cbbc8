import { Resource } from "sst";
import * as z from "zod";
import { provideActor, useActor } from "../actor.ts";
import { derivedId, timeOf } from "../derived-id.ts";
import { AppError } from "../error.ts";
import { EVENTS, EventType, Occurrence } from "../event.schema.ts";
import { fn, parse } from "../fn.ts";
import { createId } from "../id.ts";
import { enqueue } from "../queue.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { DeliveryId, type DeliveryInfo, type DeliveryReference, NewDelivery } from "./delivery.schema.ts";
import * as Deliveries from "./delivery.ts";
import { WebhookId, type WebhookInfo } from "./webhook.schema.ts";
import * as Webhooks from "./webhook.ts";

/** An event as the bus hands it on. https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
const Told = z.object({
  "detail-type": EventType,
  detail: z.looseObject({ ...Occurrence.shape, workspaceId: WorkspaceId }),
});

/** A delivery that somebody asked for. */
const Ordered = z.object({ order: NewDelivery });

export const Dispatch = z.union([Told, Ordered]);

/**
 * Makes of an event a delivery for each webhook that wants it, or the one delivery that was asked for. Cut off at any line it
 * may be called again: what is there already stays, and a delivery that is attempted twice has one id.
 */
export const dispatch = fn(Dispatch, async (message): Promise<void> => {
  if ("order" in message) return provideActor(asPipeline(message.order), () => begin(message.order));
  const { "detail-type": type, detail } = message;
  const { workspaceId, eventId, occurredAt } = detail;
  const payload = payloadOf(type, occurredAt, parse(EVENTS[type], detail));
  await provideActor(asPipeline(detail), async () => {
    const wanting = (await Webhooks.all()).filter(({ enabled, events }) => enabled && events.includes(type));
    for (const { webhookId } of wanting) {
      const deliveryId = derivedId("dlv", timeOf(eventId), eventId, webhookId);
      await begin({ workspaceId, webhookId, deliveryId, eventId, type, payload });
    }
  });
});

const asPipeline = ({ workspaceId }: { workspaceId: string }) => ({ workspaceId, who: "pipeline" }) as const;

/** The body that Standard Webhooks recommends. */
const payloadOf = (type: string, timestamp: string, data: object): string => JSON.stringify({ type, timestamp, data });

async function begin(wanted: NewDelivery): Promise<void> {
  await Deliveries.begin(wanted);
  const { workspaceId, deliveryId } = wanted;
  await enqueue(Resource.Deliveries.url, { workspaceId, deliveryId } satisfies DeliveryReference);
}

/** Sends a webhook a message that says that it is a test. */
export const test = fn(WebhookId, async (webhookId): Promise<DeliveryInfo> => {
  const { workspaceId } = useActor();
  await getEnabled(webhookId);
  const payload = payloadOf("webhook.test", new Date().toISOString(), { workspaceId, webhookId });
  const [deliveryId, eventId] = [createId("dlv"), createId("evt")];
  return order({ workspaceId, webhookId, deliveryId, eventId, type: "webhook.test", payload });
});

/** Sends what was sent, or was to be sent, once more: the same event, and so the same `webhook-id`. */
export const replay = fn(
  z.object({ webhookId: WebhookId, deliveryId: DeliveryId }),
  async (reference): Promise<DeliveryInfo> => {
    const { workspaceId } = useActor();
    await getEnabled(reference.webhookId);
    const { webhookId, eventId, type, payload, deliveryId: replayOf } = await Deliveries.get(reference);
    return order({ workspaceId, webhookId, deliveryId: createId("dlv"), eventId, type, payload, replayOf });
  },
);

async function getEnabled(webhookId: string): Promise<WebhookInfo> {
  const webhook = await Webhooks.get(webhookId);
  if (webhook.enabled) return webhook;
  throw new AppError("conflict", `Webhook ${webhookId} is disabled: enable it, and ask again`);
}

/** First it is asked for, where it will be done whatever happens here; then it is noted, so that it can be seen at once. */
async function order(wanted: NewDelivery): Promise<DeliveryInfo> {
  await enqueue(Resource.Notices.url, { order: wanted });
  await Deliveries.begin(wanted);
  return Deliveries.get(wanted);
}
