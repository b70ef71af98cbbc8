import { OpenAPIHono } from "@hono/zod-openapi";
import { toAppError } from "@videoflow/core/error";
import { HTTPException } from "hono/http-exception";
import { type RequestIdVariables, requestId } from "hono/request-id";
import { logger } from "../logger.ts";
import { assetsApi } from "./assets.ts";
import { cutsApi } from "./cuts.ts";
import { deadLettersApi } from "./dead-letters.ts";
import { describe } from "./document.ts";
import { tagged } from "./etag.ts";
import { describeMessages, eventsApi } from "./events.ts";
import { healthApi } from "./health.ts";
import { keysApi } from "./keys.ts";
import { meApi } from "./me.ts";
import { operatorsApi } from "./operators.ts";
import { problemsApi } from "./problems.ts";
import { rebuildApi } from "./rebuild.ts";
import { reembedApi } from "./reembed.ts";
import { reference } from "./reference.ts";
import { runsApi } from "./runs.ts";
import { schemasApi } from "./schemas.ts";
import { searchApi } from "./search.ts";
import { searchesApi } from "./searches.ts";
import { settingsApi } from "./settings.ts";
import { cutSharesApi, sharesApi } from "./shares.ts";
import { uploadsApi } from "./uploads.ts";
import { usageApi } from "./usage.ts";
import { webhooksApi } from "./webhooks.ts";
import { workspacesApi } from "./workspaces.ts";

/** The whole REST API. */
export const app = new OpenAPIHono<{
  Variables: RequestIdVariables;
  /** What the gateway says of the request; absent in tests that call the app itself. */
  Bindings: { requestContext?: { requestId: string } };
}>();

app.openAPIRegistry.registerComponent("securitySchemes", "operator", {
  ...{ type: "http", scheme: "bearer", bearerFormat: "JWT" },
  description: "An operator's access token. The names that a route asks for: the least role.",
});
app.openAPIRegistry.registerComponent("securitySchemes", "key", {
  ...{ type: "http", scheme: "bearer", bearerFormat: "vfk_<id>_<secret>" },
  description: "An API key. The names that a route asks for: the least role, and the scope that the key must not lack.",
});

app.use(requestId({ generator: (c) => c.env?.requestContext?.requestId ?? crypto.randomUUID() }));
app.use(tagged);

app.route("/health", healthApi);
app.route("/uploads", uploadsApi);
app.route("/assets", assetsApi);
app.route("/cuts", cutsApi);
app.route("/cuts", cutSharesApi);
app.route("/shares", sharesApi);
app.route("/runs", runsApi);
app.route("/usage", usageApi);
app.route("/problems", problemsApi);
app.route("/dead-letters", deadLettersApi);
app.route("/schemas", schemasApi);
app.route("/search", searchApi);
app.route("/searches", searchesApi);
app.route("/settings", settingsApi);
app.route("/rebuild", rebuildApi);
app.route("/reembed", reembedApi);
app.route("/me", meApi);
app.route("/keys", keysApi);
app.route("/operators", operatorsApi);
app.route("/workspaces", workspacesApi);
app.route("/webhooks", webhooksApi);
app.route("/events", eventsApi);
describeMessages(app);

app.get("/openapi.json", (c) => c.json(describe(app)));
app.get("/reference", (c) => reference(c, describe(app)));

app.notFound((c) => c.json({ code: "not_found", message: `There is no ${c.req.method} ${c.req.path}` }, 404));

/** What is our own fault is logged whole and told without detail. */
app.onError((error, c) => {
  // A body that is not JSON, for instance: what the framework refuses by itself.
  if (error instanceof HTTPException && error.status < 500)
    return c.json({ code: "invalid", message: error.message }, error.status);
  const { code, message, status, retryAfterS } = toAppError(error);
  if (retryAfterS !== undefined) c.header("retry-after", String(retryAfterS));
  if (status < 500) return c.json({ code, message }, status);
  logger.error("api.error", { error, requestId: c.get("requestId"), method: c.req.method, path: c.req.path });
  return c.json({ code, message: "Something went wrong on our side; try again" }, status);
});
