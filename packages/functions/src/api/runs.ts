import { OpenAPIHono, z } from "@hono/zod-openapi";
import { PageQuery } from "@videoflow/core/page";
import * as Runs from "@videoflow/core/run/run";
import { RunId, RunInfo, RunPage } from "@videoflow/core/run/run.schema";
import { failures, guarded, invalid, json } from "./route.ts";

const listRuns = guarded("viewer", "runs", {
  method: "get",
  path: "/",
  operationId: "listRuns",
  summary: "What was and is being worked on, newest first",
  request: { query: PageQuery },
  responses: { 200: json(RunPage, "A page; `cursor` leads to the next"), ...failures.invalid },
});

const getRun = guarded("viewer", "runs", {
  method: "get",
  path: "/{runId}",
  operationId: "getRun",
  summary: "One run with its steps and their attempts",
  request: { params: z.object({ runId: RunId }) },
  responses: { 200: json(RunInfo, "The run"), ...failures.notFound, ...failures.invalid },
});

export const runsApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(listRuns, async (c) => c.json(await Runs.list(c.req.valid("query")), 200))
  .openapi(getRun, async (c) => c.json(await Runs.get(c.req.valid("param").runId), 200));
