import { OpenAPIHono } from "@hono/zod-openapi";
import { provideActor } from "@videoflow/core/actor";
import { AppError, toAppError } from "@videoflow/core/error";
import { DEFAULT_WORKSPACE_ID } from "@videoflow/core/workspace/workspace.schema";
import { logger } from "../logger.ts";
import { assetsApi } from "./assets.ts";
import { deadLettersApi } from "./dead-letters.ts";
import { healthApi } from "./health.ts";
import { problemsApi } from "./problems.ts";
import { rebuildApi } from "./rebuild.ts";
import { reembedApi } from "./reembed.ts";
import { runsApi } from "./runs.ts";
import { schemasApi } from "./schemas.ts";
import { searchApi } from "./search.ts";
import { settingsApi } from "./settings.ts";
import { uploadsApi } from "./uploads.ts";

/** The whole REST API. */
export const app = new OpenAPIHono();

app.use(async (_, next) => provideActor({ workspaceId: DEFAULT_WORKSPACE_ID, who: "operator" }, next));

app.route("/health", healthApi);
app.route("/uploads", uploadsApi);
app.route("/assets", assetsApi);
app.route("/runs", runsApi);
app.route("/problems", problemsApi);
app.route("/dead-letters", deadLettersApi);
app.route("/schemas", schemasApi);
app.route("/search", searchApi);
app.route("/settings", settingsApi);
app.route("/rebuild", rebuildApi);
app.route("/reembed", reembedApi);

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
