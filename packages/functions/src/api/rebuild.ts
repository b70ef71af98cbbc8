import { OpenAPIHono, z } from "@hono/zod-openapi";
import { AppError } from "@videoflow/core/error";
import { startRebuild } from "@videoflow/core/rebuild/start";
import { RunId } from "@videoflow/core/run/run.schema";
import { answersForStage } from "@videoflow/core/workspace/workspaces";
import { guarded, json } from "./route.ts";

const rebuild = guarded("admin", "system", {
  method: "post",
  path: "/",
  operationId: "rebuild",
  summary: "Restores table and index from the buckets",
  description: "Its run tells how many batches are done of all, and in the end what was restored.",
  responses: { 202: json(z.object({ runId: RunId }), "The run that does it") },
});

export const rebuildApi = new OpenAPIHono().openapi(rebuild, async (c) => {
  if (!answersForStage())
    throw new AppError("forbidden", "A rebuild restores all workspaces: ask an admin of the first one");
  return c.json(await startRebuild(), 202);
});
