import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { Webhook as Verifier } from "standardwebhooks";
import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";
import { type Received, startReceiver } from "./testing.ts";

const stage = await startTestStage({ settings: { WebhookTargets: { loopback: true } } });
afterAll(() => stage.stop());
const { deliver } = await import("./deliver.ts");
const { dispatch, replay, test } = await import("./dispatch.ts");
const Deliveries = await import("./delivery.ts");
const Webhooks = await import("./webhook.ts");
const { DeliveryEntity } = await import("./delivery.entity.ts");
const { WebhookEntity } = await import("./webhook.entity.ts");

const sqs = new SQSClient({});
const HOUR = 3_600_000;

/** A webhook of a workspace of its own, and the receiver that it is told to. */
const withWebhook = (
  run: (given: {
    receiver: Awaited<ReturnType<typeof startReceiver>>;
    webhookId: string;
    workspaceId: string;
    secret: string;
  }) => Promise<void>,
) =>
  inWorkspace(async (workspaceId) => {
    const receiver = await startReceiver();
    const { webhookId, secret } = await Webhooks.create({ url: receiver.url, events: ["asset.ready", "run.failed"] });
    await run({ receiver, webhookId, workspaceId, secret }).finally(receiver.stop);
  });

const told = (workspaceId: string, type = "asset.ready") => ({
  "detail-type": type as "asset.ready",
  detail: {
    ...{ workspaceId, assetId: createId("ast"), runId: createId("run"), eventId: createId("evt") },
    occurredAt: new Date().toISOString(),
  },
});

const logOf = async (webhookId: string) => (await Deliveries.list({ webhookId })).items;

/** The one delivery of a webhook. */
async function only(webhookId: string) {
  const [delivery, ...more] = await logOf(webhookId);
  expect(more).toEqual([]);
  if (!delivery) throw new Error(`Webhook ${webhookId} has no delivery`);
  return delivery;
}

/** As if the time of the next attempt had come. */
const hurry = (workspaceId: string, deliveryId: string) =>
  DeliveryEntity.patch({ workspaceId, deliveryId })
    .set({ nextAttemptAt: new Date(0).toISOString() })
    .go();

async function failOnce(workspaceId: string, webhookId: string) {
  const { deliveryId, nextAttemptAt } = await only(webhookId);
  if (nextAttemptAt) await hurry(workspaceId, deliveryId);
  return deliver(deliveryId);
}

describe("an event", () => {
  it("is sent to who wants it, signed, with what happened to which asset", () =>
    withWebhook(async ({ receiver, webhookId, workspaceId, secret }) => {
      const event = told(workspaceId);
      await dispatch(event);
      const { deliveryId, eventId } = await only(webhookId);
      expect(await deliver(deliveryId)).toBeUndefined();
      const [{ headers = {}, body = "" } = {}] = receiver.received as Partial<Received>[];
      const message = new Verifier(secret).verify(body, headers as Record<string, string>);
      const { occurredAt, eventId: _, ...data } = event.detail;
      expect(message).toEqual({ type: "asset.ready", timestamp: occurredAt, data });
      expect(headers["webhook-id"]).toBe(eventId);
      expect(eventId).toBe(event.detail.eventId);
      expect(await only(webhookId)).toMatchObject({
        status: "delivered",
        attempts: [{ status: 204, durationMs: expect.any(Number) }],
      });
    }));

  it("is one delivery however often it is told, and is sent once", () =>
    withWebhook(async ({ receiver, webhookId, workspaceId }) => {
      const event = told(workspaceId);
      for (const _ of [1, 2, 3]) await dispatch(event);
      const { deliveryId } = await only(webhookId);
      for (const _ of [1, 2, 3]) expect(await deliver(deliveryId)).toBeUndefined();
      expect(receiver.received).toHaveLength(1);
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: Resource.Deliveries.url, MaxNumberOfMessages: 10 }),
      );
      expect(Messages.map(({ Body = "" }) => JSON.parse(Body))).toContainEqual({ workspaceId, deliveryId });
    }));

  it("is not sent to those that did not ask for it, that are disabled, or of other workspaces", () =>
    withWebhook(async ({ webhookId, workspaceId }) => {
      await dispatch(told(workspaceId, "asset.searchable"));
      await dispatch(told(createId("wsp")));
      await Webhooks.change({ webhookId, enabled: false });
      await dispatch(told(workspaceId));
      expect(await logOf(webhookId)).toEqual([]);
    }));
});

describe("a delivery that fails", () => {
  it("is tried again later, with the same id and body, and ends when it is taken", () =>
    withWebhook(async ({ receiver, webhookId, workspaceId, secret }) => {
      receiver.answer(500);
      await dispatch(told(workspaceId));
      const first = await failOnce(workspaceId, webhookId);
      expect(first).toBeGreaterThan(4_000);
      expect(first).toBeLessThan(6_000);
      expect(await Webhooks.get(webhookId)).toMatchObject({ enabled: true, failingSince: expect.any(String) });
      const { deliveryId } = await only(webhookId);
      expect(await deliver(deliveryId)).toBeGreaterThan(3_000);
      expect(receiver.received).toHaveLength(1);
      receiver.answer(200);
      expect(await failOnce(workspaceId, webhookId)).toBeUndefined();
      expect(await only(webhookId)).toMatchObject({
        status: "delivered",
        attempts: [{ status: 500, excerpt: "answer 500" }, { status: 200 }],
      });
      expect(await Webhooks.get(webhookId)).not.toHaveProperty("failingSince");
      const [one, two] = receiver.received;
      expect([two?.body, two?.headers["webhook-id"]]).toEqual([one?.body, one?.headers["webhook-id"]]);
      new Verifier(secret).verify(two?.body ?? "", two?.headers as Record<string, string>);
    }));

  it.each([
    ["a redirect", 307],
    ["too many requests", 429],
    ["an error of the receiver's", 400],
  ])("is told as %s, and is tried again", (_what, status) =>
    withWebhook(async ({ receiver, webhookId, workspaceId }) => {
      receiver.answer(status);
      await dispatch(told(workspaceId));
      expect(await failOnce(workspaceId, webhookId)).toBeDefined();
      expect(await only(webhookId)).toMatchObject({ status: "pending", attempts: [{ status }] });
    }),
  );

  it("is exhausted after the eleventh attempt", () =>
    withWebhook(async ({ receiver, webhookId, workspaceId }) => {
      receiver.answer(503);
      await dispatch(told(workspaceId));
      const waits: (number | undefined)[] = [];
      do waits.push(await failOnce(workspaceId, webhookId));
      while (waits.at(-1) !== undefined && waits.length < 20);
      expect(waits).toHaveLength(11);
      const delivery = await only(webhookId);
      expect(delivery).toMatchObject({ status: "exhausted" });
      expect(delivery.attempts).toHaveLength(11);
      expect(delivery).not.toHaveProperty("nextAttemptAt");
      expect(receiver.received).toHaveLength(11);
    }));

  it("disables the webhook at once when the receiver says that it is gone, and others on their way are cancelled", () =>
    withWebhook(async ({ receiver, webhookId, workspaceId }) => {
      receiver.answer(410);
      await dispatch(told(workspaceId));
      expect(await failOnce(workspaceId, webhookId)).toBeUndefined();
      const gone = {
        enabled: false,
        disabledBecause: { code: "gone", message: expect.stringContaining(receiver.url) },
      };
      expect(await Webhooks.get(webhookId)).toMatchObject(gone);
      expect(await only(webhookId)).toMatchObject({ status: "exhausted" });
      await expect(test(webhookId)).rejects.toMatchObject({ code: "conflict" });

      await Webhooks.change({ webhookId, enabled: true });
      expect(await Webhooks.get(webhookId)).not.toHaveProperty("disabledBecause");
      const { deliveryId } = await test(webhookId);
      await Webhooks.change({ webhookId, enabled: false });
      expect(await deliver(deliveryId)).toBeUndefined();
      expect(await Deliveries.get({ webhookId, deliveryId })).toMatchObject({ status: "cancelled", attempts: [] });
    }));

  it("disables the webhook, with a reason, when nothing has succeeded for three days", () =>
    withWebhook(async ({ receiver, webhookId, workspaceId }) => {
      receiver.answer(500);
      const since = (ago: number) =>
        WebhookEntity.patch({ workspaceId, webhookId })
          .set({ failingSince: new Date(Date.now() - ago).toISOString() })
          .go();
      await dispatch(told(workspaceId));
      await since(71 * HOUR);
      expect(await failOnce(workspaceId, webhookId)).toBeDefined();
      expect(await Webhooks.get(webhookId)).toMatchObject({ enabled: true });
      await since(73 * HOUR);
      expect(await failOnce(workspaceId, webhookId)).toBeUndefined();
      expect(await Webhooks.get(webhookId)).toMatchObject({ enabled: false, disabledBecause: { code: "failing" } });
    }));

  it("is not sent to an address that is not public, and says so", () =>
    withWebhook(async ({ webhookId, workspaceId }) => {
      await WebhookEntity.patch({ workspaceId, webhookId }).set({ url: "https://169.254.169.254/latest" }).go();
      await dispatch(told(workspaceId));
      expect(await failOnce(workspaceId, webhookId)).toBeDefined();
      expect(await only(webhookId)).toMatchObject({ attempts: [{ error: { code: "address_refused" } }] });
    }));
});

it("of two attempts at the same time the one that ends first counts, and both agree on when the next is due", () =>
  withWebhook(async ({ receiver, webhookId, workspaceId }) => {
    const held: ((status: number) => void)[] = [];
    receiver.answer((_, response) => {
      held.push((status) => response.writeHead(status).end());
    });
    await dispatch(told(workspaceId));
    const { deliveryId } = await only(webhookId);
    const attempts = [deliver(deliveryId), deliver(deliveryId)];
    await expect.poll(() => held.length).toBe(2);
    held[0]?.(500);
    await Promise.race(attempts);
    held[1]?.(503);
    for (const wait of await Promise.all(attempts)) expect(wait).toBeGreaterThan(3_000);
    expect(await only(webhookId)).toMatchObject({ status: "pending", attempts: [{ status: 500 }] });
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  }));

it("a replay is a delivery of its own with the same webhook-id and body", () =>
  withWebhook(async ({ receiver, webhookId, workspaceId }) => {
    await dispatch(told(workspaceId));
    const { deliveryId } = await only(webhookId);
    await deliver(deliveryId);
    const again = await replay({ webhookId, deliveryId });
    expect(again).toMatchObject({ status: "pending", replayOf: deliveryId });
    expect(again.deliveryId).not.toBe(deliveryId);
    await deliver(again.deliveryId);
    const [one, two] = receiver.received;
    expect([two?.body, two?.headers["webhook-id"]]).toEqual([one?.body, one?.headers["webhook-id"]]);
    expect((await logOf(webhookId)).map(({ status }) => status)).toEqual(["delivered", "delivered"]);
    await expect(replay({ webhookId: createId("whk"), deliveryId })).rejects.toMatchObject({ code: "not_found" });
  }));

describe("a secret", () => {
  it("is signed with beside its successor for a day, and shown in no other answer", () =>
    withWebhook(async ({ receiver, webhookId, workspaceId, secret: before }) => {
      const { secret, previousUntil } = await Webhooks.rotateSecret(webhookId);
      expect(Date.parse(previousUntil) - Date.now()).toBeGreaterThan(23 * HOUR);
      const send = async () => {
        await deliver((await test(webhookId)).deliveryId);
        return receiver.received.at(-1);
      };
      const both = await send();
      for (const good of [secret, before])
        expect(() =>
          new Verifier(good).verify(both?.body ?? "", both?.headers as Record<string, string>),
        ).not.toThrow();
      const over = { secret: before, until: new Date(Date.now() - 1).toISOString() };
      await WebhookEntity.patch({ workspaceId, webhookId }).set({ retired: over }).go();
      const one = await send();
      expect(one?.headers["webhook-signature"]).not.toContain(" ");

      const shown = JSON.stringify([
        ...[
          await Webhooks.get(webhookId),
          await Webhooks.list({}),
          await Webhooks.change({ webhookId, enabled: true }),
        ],
        ...[await logOf(webhookId)],
      ]);
      for (const hidden of [secret, before]) expect(shown).not.toContain(hidden);
    }));
});

it("a webhook that was changed meanwhile is not overwritten by who has read it before", () =>
  withWebhook(async ({ webhookId }) => {
    const { updatedAt } = await Webhooks.get(webhookId);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await Webhooks.change({ webhookId, ifUpdatedAt: updatedAt, description: "one" });
    const late = Webhooks.change({ webhookId, ifUpdatedAt: updatedAt, description: "two" });
    await expect(late).rejects.toMatchObject({ code: "stale" });
    expect(await Webhooks.get(webhookId)).toMatchObject({ description: "one" });
  }));

it("a workspace has fifty webhooks at most", () =>
  inWorkspace(async () => {
    const wanted = { url: "https://example.com/hook", events: ["asset.ready" as const] };
    for (let count = 0; count < 50; count++) await Webhooks.create(wanted);
    await expect(Webhooks.create(wanted)).rejects.toMatchObject({ code: "conflict" });
  }));
