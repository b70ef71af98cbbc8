import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import * as Setting from "@videoflow/core/setting/setting";
import { Settings } from "@videoflow/core/setting/setting.schema";
import { body, failures, invalid, json } from "./route.ts";

const getSettings = createRoute({
  method: "get",
  path: "/",
  operationId: "getSettings",
  summary: "What this workspace has chosen",
  tags: ["settings"],
  responses: { 200: json(Settings, "The settings") },
});

const putSettings = createRoute({
  method: "put",
  path: "/",
  operationId: "putSettings",
  summary: "Chooses; what was made before stays until it is reprocessed",
  tags: ["settings"],
  request: { body: body(Settings) },
  responses: { 200: json(Settings, "The settings"), ...failures.invalid },
});

export const settingsApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(getSettings, async (c) => c.json(await Setting.get(), 200))
  .openapi(putSettings, async (c) => c.json(await Setting.put(c.req.valid("json")), 200));
