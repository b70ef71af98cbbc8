import { OpenAPIHono, z } from "@hono/zod-openapi";
import { PageQuery } from "@videoflow/core/page";
import * as Deliveries from "@videoflow/core/webhook/delivery";
import { DeliveryId, DeliveryInfo, DeliveryPage } from "@videoflow/core/webhook/delivery.schema";
import { replay, test } from "@videoflow/core/webhook/dispatch";
import * as Webhooks from "@videoflow/core/webhook/webhook";
import {
  CreatedWebhook,
  NewWebhook,
  RotatedSecret,
  WebhookChange,
  WebhookId,
  WebhookInfo,
  WebhookPage,
} from "@videoflow/core/webhook/webhook.schema";
import { ifMatch } from "./etag.ts";
import { body, failures, guarded, ifMatchHeader, invalid, json, SECRET } from "./route.ts";

const params = z.object({ webhookId: WebhookId });
const deliveryParams = params.extend({ deliveryId: DeliveryId });
const ofOne = { ...failures.notFound, ...failures.invalid };

const createWebhook = guarded("admin", "webhooks", {
  method: "post",
  path: "/",
  operationId: "createWebhook",
  summary: "Has events sent to an address of yours",
  description:
    "Messages are signed as Standard Webhooks says (https://www.standardwebhooks.com), with the secret that is in this answer " +
    "and in none after it. The address is public and reached by https; redirects are not followed. A message that is not " +
    "answered with 2xx within 15 s is sent again, later and later, for about a day. 410 disables the webhook.",
  request: { body: body(NewWebhook) },
  responses: {
    201: json(CreatedWebhook, "The webhook and, this once, its secret"),
    ...failures.conflict,
    ...failures.invalid,
  },
});

const listWebhooks = guarded("editor", "webhooks", {
  method: "get",
  path: "/",
  operationId: "listWebhooks",
  summary: "The webhooks of the workspace, newest first",
  request: { query: PageQuery },
  responses: { 200: json(WebhookPage, "A page; `cursor` leads to the next"), ...failures.invalid },
});

const getWebhook = guarded("editor", "webhooks", {
  method: "get",
  path: "/{webhookId}",
  operationId: "getWebhook",
  summary: "One webhook; if it was disabled by its failures, why",
  request: { params },
  responses: { 200: json(WebhookInfo, "The webhook"), ...ofOne },
});

const changeWebhook = guarded("admin", "webhooks", {
  method: "patch",
  path: "/{webhookId}",
  operationId: "changeWebhook",
  summary: "Changes what is given; the rest stays",
  request: { params, headers: ifMatchHeader, body: body(WebhookChange) },
  responses: { 200: json(WebhookInfo, "The webhook as it is now"), ...failures.stale, ...ofOne },
});

const deleteWebhook = guarded("admin", "webhooks", {
  method: "delete",
  path: "/{webhookId}",
  operationId: "deleteWebhook",
  summary: "Takes a webhook away; what was on its way to it is cancelled",
  request: { params },
  responses: { 204: { description: "It is gone" }, ...ofOne },
});

const rotateWebhookSecret = guarded("admin", "webhooks", {
  method: "post",
  path: "/{webhookId}/rotate-secret",
  operationId: "rotateWebhookSecret",
  summary: "A new secret; the one before stays good for a day",
  request: { params },
  responses: { 200: json(RotatedSecret, "The new secret, this once"), ...failures.conflict, ...ofOne },
});

const testWebhook = guarded("admin", "webhooks", {
  method: "post",
  path: "/{webhookId}/test",
  operationId: "testWebhook",
  summary: "Sends a message of type webhook.test",
  request: { params },
  responses: { 202: json(DeliveryInfo, "The delivery, which is on its way"), ...failures.conflict, ...ofOne },
});

const listDeliveries = guarded("editor", "webhooks", {
  method: "get",
  path: "/{webhookId}/deliveries",
  operationId: "listDeliveries",
  summary: "What was sent in the last 30 days, with every attempt, newest first",
  request: { params, query: PageQuery },
  responses: { 200: json(DeliveryPage, "A page; `cursor` leads to the next"), ...ofOne },
});

const getDelivery = guarded("editor", "webhooks", {
  method: "get",
  path: "/{webhookId}/deliveries/{deliveryId}",
  operationId: "getDelivery",
  summary: "One delivery with every attempt",
  request: { params: deliveryParams },
  responses: { 200: json(DeliveryInfo, "The delivery"), ...ofOne },
});

const replayDelivery = guarded("admin", "webhooks", {
  method: "post",
  path: "/{webhookId}/deliveries/{deliveryId}/replay",
  operationId: "replayDelivery",
  summary: "Sends it once more, with the same webhook-id",
  request: { params: deliveryParams },
  responses: { 202: json(DeliveryInfo, "The new delivery, which is on its way"), ...failures.conflict, ...ofOne },
});

export const webhooksApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(createWebhook, async (c) => c.json(await Webhooks.create(c.req.valid("json")), 201, SECRET))
  .openapi(listWebhooks, async (c) => c.json(await Webhooks.list(c.req.valid("query")), 200))
  .openapi(getWebhook, async (c) => c.json(await Webhooks.get(c.req.valid("param").webhookId), 200))
  .openapi(changeWebhook, async (c) =>
    c.json(await Webhooks.change({ ...c.req.valid("param"), ...c.req.valid("json"), ...ifMatch(c) }), 200),
  )
  .openapi(deleteWebhook, async (c) => {
    await Webhooks.remove(c.req.valid("param").webhookId);
    return c.body(null, 204);
  })
  .openapi(rotateWebhookSecret, async (c) =>
    c.json(await Webhooks.rotateSecret(c.req.valid("param").webhookId), 200, SECRET),
  )
  .openapi(testWebhook, async (c) => c.json(await test(c.req.valid("param").webhookId), 202))
  .openapi(listDeliveries, async (c) =>
    c.json(await Deliveries.list({ ...c.req.valid("param"), ...c.req.valid("query") }), 200),
  )
  .openapi(getDelivery, async (c) => c.json(await Deliveries.get(c.req.valid("param")), 200))
  .openapi(replayDelivery, async (c) => c.json(await replay(c.req.valid("param")), 202));
