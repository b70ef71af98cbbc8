import { OpenAPIHono, z } from "@hono/zod-openapi";
import { abandon } from "@videoflow/core/reembed/reembed";
import { startReembed } from "@videoflow/core/reembed/start";
import { state } from "@videoflow/core/reembed/state";
import { ReembedState } from "@videoflow/core/reembed/state.schema";
import { RunId } from "@videoflow/core/run/run.schema";
import { failures, guarded, json } from "./route.ts";

const getReembed = guarded("viewer", "system", {
  method: "get",
  path: "/",
  operationId: "getReembed",
  summary: "Whether scenes are to be embedded anew, and what to do about it",
  responses: { 200: json(ReembedState, "Which index serves, and which one is being filled") },
});

const reembed = guarded("admin", "system", {
  method: "post",
  path: "/",
  operationId: "reembed",
  summary: "Embeds all scenes anew into the index that is deployed, and then lets it serve",
  description: "Searches go on by the index that serves. The run tells how many batches are done of all.",
  responses: { 202: json(z.object({ runId: RunId }), "The run that does it"), ...failures.conflict },
});

const abandonReembed = guarded("admin", "system", {
  method: "delete",
  path: "/",
  operationId: "abandonReembed",
  summary: "Gives up the index that is being filled; its run fails, and the one that serves goes on",
  responses: { 200: json(ReembedState, "What there is now") },
});

export const reembedApi = new OpenAPIHono()
  .openapi(getReembed, async (c) => c.json(await state(), 200))
  .openapi(reembed, async (c) => c.json(await startReembed(), 202))
  .openapi(abandonReembed, async (c) => {
    await abandon();
    return c.json(await state(), 200);
  });
