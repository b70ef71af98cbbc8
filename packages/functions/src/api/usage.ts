import { OpenAPIHono } from "@hono/zod-openapi";
import { UsageQuery, usage } from "@videoflow/core/cost/spend";
import { UsageReport } from "@videoflow/core/cost/usage.schema";
import { failures, guarded, invalid, json } from "./route.ts";

const getUsage = guarded("viewer", "system", {
  method: "get",
  path: "/",
  operationId: "getUsage",
  summary: "What runs used on each day, by service, at AWS's list prices",
  description:
    "Counted when a run ends. A stage that runs on one machine uses none of these services: there it is what it would have cost. " +
    "Storage that lasts, and what serves the API and the web app, are not in it.",
  request: { query: UsageQuery },
  responses: { 200: json(UsageReport, "Days in UTC, the oldest first"), ...failures.invalid },
});

export const usageApi = new OpenAPIHono({ defaultHook: invalid }).openapi(getUsage, async (c) =>
  c.json(await usage(c.req.valid("query")), 200),
);
