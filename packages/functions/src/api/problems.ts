import { OpenAPIHono } from "@hono/zod-openapi";
import { Problems } from "@videoflow/core/health/health.schema";
import { problems } from "@videoflow/core/health/problems";
import { guarded, json } from "./route.ts";

const listProblems = guarded("viewer", "runs", {
  method: "get",
  path: "/",
  operationId: "listProblems",
  summary: "What went wrong and still is, by reason and step, with examples",
  responses: { 200: json(Problems, "The problems, the newest first") },
});

export const problemsApi = new OpenAPIHono().openapi(listProblems, async (c) => c.json(await problems(), 200));
