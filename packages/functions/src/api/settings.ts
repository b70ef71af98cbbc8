import { OpenAPIHono } from "@hono/zod-openapi";
import * as Setting from "@videoflow/core/setting/setting";
import { Settings } from "@videoflow/core/setting/setting.schema";
import { body, failures, guarded, invalid, json } from "./route.ts";

const getSettings = guarded("viewer", "settings", {
  method: "get",
  path: "/",
  operationId: "getSettings",
  summary: "What this workspace has chosen",
  responses: { 200: json(Settings, "The settings") },
});

const putSettings = guarded("admin", "settings", {
  method: "put",
  path: "/",
  operationId: "putSettings",
  summary: "Chooses; what was made before stays until it is reprocessed",
  request: { body: body(Settings) },
  responses: { 200: json(Settings, "The settings"), ...failures.invalid },
});

export const settingsApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(getSettings, async (c) => c.json(await Setting.get(), 200))
  .openapi(putSettings, async (c) => c.json(await Setting.put(c.req.valid("json")), 200));
