import { OpenAPIHono } from "@hono/zod-openapi";
import { AppError, toAppError } from "@videoflow/core/error";
import { logger } from "../logger.ts";
import { assetsApi } from "./assets.ts";
import { healthApi } from "./health.ts";
import { keysApi } from "./keys.ts";
import { meApi } from "./me.ts";
import { operatorsApi } from "./operators.ts";
import { rebuildApi } from "./rebuild.ts";
import { reembedApi } from "./reembed.ts";
import { runsApi } from "./runs.ts";
import { schemasApi } from "./schemas.ts";
import { searchApi } from "./search.ts";
import { settingsApi } from "./settings.ts";
import { uploadsApi } from "./uploads.ts";
import { workspacesApi } from "./workspaces.ts";

/** The whole REST API. */
export const app = new OpenAPIHono();

app.openAPIRegistry.registerComponent("securitySchemes", "operator", {
  ...{ type: "http", scheme: "bearer", bearerFormat: "JWT" },
  description: "An operator's access token. The names that a route asks for: the least role.",
});
app.openAPIRegistry.registerComponent("securitySchemes", "key", {
  ...{ type: "http", scheme: "bearer", bearerFormat: "vfk_<id>_<secret>" },
  description: "An API key. The names that a route asks for: the least role, and the scope that the key must not lack.",
});

app.route("/health", healthApi);
app.route("/uploads", uploadsApi);
app.route("/assets", assetsApi);
app.route("/runs", runsApi);
app.route("/schemas", schemasApi);
app.route("/search", searchApi);
app.route("/settings", settingsApi);
app.route("/rebuild", rebuildApi);
app.route("/reembed", reembedApi);
app.route("/me", meApi);
app.route("/keys", keysApi);
app.route("/operators", operatorsApi);
app.route("/workspaces", workspacesApi);

app.doc31("/openapi.json", {
  openapi: "3.1.0",
  info: { title: "VideoFlow", version: "0.1.0", description: "Footage in, verified derivatives out." },
});

app.notFound((c) => c.json({ code: "not_found", message: `There is no ${c.req.method} ${c.req.path}` }, 404));

/** What is our own fault is logged whole and told without detail. */
app.onError((error, c) => {
  const { code, message, status } = toAppError(error);
  if (error instanceof AppError && status < 500) return c.json({ code, message }, status);
  logger.error("api.error", { error, method: c.req.method, path: c.req.path });
  return c.json({ code, message: "Something went wrong on our side; try again" }, status);
});
