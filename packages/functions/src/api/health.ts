import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { json } from "./route.ts";

const Health = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

const getHealth = createRoute({
  method: "get",
  path: "/",
  operationId: "getHealth",
  summary: "Whether the API answers",
  tags: ["system"],
  responses: { 200: json(Health, "It does") },
});

export const healthApi = new OpenAPIHono().openapi(getHealth, (c) => c.json({ status: "ok" as const }, 200));
