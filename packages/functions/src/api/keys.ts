import { OpenAPIHono } from "@hono/zod-openapi";
import { KeyId, KeyInfo, MadeKey, NewKey } from "@videoflow/core/access/key.schema";
import * as Keys from "@videoflow/core/access/keys";
import * as z from "zod";
import { body, failures, guarded, invalid, json, SECRET } from "./route.ts";

const listKeys = guarded("admin", "access", {
  method: "get",
  path: "/",
  operationId: "listKeys",
  summary: "The API keys of the workspace, newest first, also those that are good no more",
  responses: { 200: json(z.object({ items: z.array(KeyInfo) }), "The keys, without their secrets") },
});

const makeKey = guarded("admin", "access", {
  method: "post",
  path: "/",
  operationId: "makeKey",
  summary: "Makes an API key",
  description: "Its secret is in this answer and nowhere else: send it as `Authorization: Bearer <secret>`.",
  request: { body: body(NewKey) },
  responses: { 201: json(MadeKey, "The key and its secret"), ...failures.invalid },
});

const revokeKey = guarded("admin", "access", {
  method: "delete",
  path: "/{keyId}",
  operationId: "revokeKey",
  summary: "Makes an API key good for nothing, within half a minute and for ever",
  request: { params: z.object({ keyId: KeyId }) },
  responses: { 204: { description: "It is so" }, ...failures.notFound, ...failures.invalid },
});

export const keysApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(listKeys, async (c) => c.json({ items: await Keys.list() }, 200))
  .openapi(makeKey, async (c) => c.json(await Keys.make(c.req.valid("json")), 201, SECRET))
  .openapi(revokeKey, async (c) => {
    await Keys.revoke(c.req.valid("param").keyId);
    return c.body(null, 204);
  });
