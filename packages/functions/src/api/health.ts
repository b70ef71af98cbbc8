import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { health } from "@videoflow/core/health/health";
import { Health as PipelineHealth } from "@videoflow/core/health/health.schema";
import { guarded, json } from "./route.ts";

const Health = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

const getHealth = createRoute({
  method: "get",
  path: "/",
  operationId: "getHealth",
  summary: "Whether the API answers",
  tags: ["system"],
  responses: { 200: json(Health, "It does") },
});

const getPipelineHealth = guarded("viewer", "system", {
  method: "get",
  path: "/pipeline",
  operationId: "getPipelineHealth",
  summary: "How the pipeline does: what runs, waits and failed, and how runs ended in the last week",
  responses: { 200: json(PipelineHealth, "Counts of now, and of every hour of a week") },
});

export const healthApi = new OpenAPIHono()
  .openapi(getHealth, (c) => c.json({ status: "ok" as const }, 200))
  .openapi(getPipelineHealth, async (c) => c.json(await health(), 200));
