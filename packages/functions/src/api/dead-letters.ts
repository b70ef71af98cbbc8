import { OpenAPIHono } from "@hono/zod-openapi";
import * as Letters from "@videoflow/core/dead-letter/dead-letter";
import { DeadLetters, Redriven } from "@videoflow/core/dead-letter/dead-letter.schema";
import { body, failures, guarded, invalid, json } from "./route.ts";

const listDeadLetters = guarded("admin", "system", {
  method: "get",
  path: "/",
  operationId: "listDeadLetters",
  summary: "What could not be delivered or handled, and why",
  responses: { 200: json(DeadLetters, "The messages, the oldest first") },
});

const redriveDeadLetters = guarded("admin", "system", {
  method: "post",
  path: "/redrive",
  operationId: "redriveDeadLetters",
  summary: "Sends dead letters where they were to go: those with these ids, or all",
  request: { body: body(Letters.Redrive) },
  responses: { 202: json(Redriven, "What was sent, and what could not be"), ...failures.invalid },
});

export const deadLettersApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(listDeadLetters, async (c) => c.json(await Letters.list(), 200))
  .openapi(redriveDeadLetters, async (c) => c.json(await Letters.redrive(c.req.valid("json")), 202));
