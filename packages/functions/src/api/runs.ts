import { OpenAPIHono, z } from "@hono/zod-openapi";
import { cancel } from "@videoflow/core/run/cancel";
import { graph } from "@videoflow/core/run/graph";
import { RunGraph, StepDetail, StepLogs } from "@videoflow/core/run/graph.schema";
import { redrive } from "@videoflow/core/run/redrive";
import { Replay, replay } from "@videoflow/core/run/replay";
import * as Runs from "@videoflow/core/run/run";
import { RunId, RunInfo, RunPage } from "@videoflow/core/run/run.schema";
import { StepOfRun, stepDetail } from "@videoflow/core/run/step-detail";
import { stepLogs } from "@videoflow/core/run/step-logs";
import { body, failures, guarded, invalid, json } from "./route.ts";

const params = z.object({ runId: RunId });
const accepted = json(z.object({ runId: RunId }), "The run that goes on, or begins");

const listRuns = guarded("viewer", "runs", {
  method: "get",
  path: "/",
  operationId: "listRuns",
  summary: "What was and is being worked on, newest first",
  request: { query: Runs.RunQuery },
  responses: { 200: json(RunPage, "A page; `cursor` leads to the next"), ...failures.invalid },
});

const getRun = guarded("viewer", "runs", {
  method: "get",
  path: "/{runId}",
  operationId: "getRun",
  summary: "One run with its steps and their attempts",
  request: { params },
  responses: { 200: json(RunInfo, "The run"), ...failures.notFound, ...failures.invalid },
});

const getRunGraph = guarded("viewer", "runs", {
  method: "get",
  path: "/{runId}/graph",
  operationId: "getRunGraph",
  summary: "The way of a run through its workflow, and where it stands",
  request: { params },
  responses: { 200: json(RunGraph, "Its steps, and what comes after what"), ...failures.notFound, ...failures.invalid },
});

const getStep = guarded("viewer", "runs", {
  method: "get",
  path: "/{runId}/steps/{step}",
  operationId: "getStep",
  summary: "A step of a run: what each attempt was given and returned",
  request: { params: StepOfRun },
  responses: { 200: json(StepDetail, "The step"), ...failures.notFound, ...failures.invalid },
});

const getStepLogs = guarded("viewer", "runs", {
  method: "get",
  path: "/{runId}/steps/{step}/logs",
  operationId: "getStepLogs",
  summary: "What the function of a step wrote in an attempt",
  request: { params: StepOfRun, query: z.object({ attempt: z.coerce.number().int().positive() }) },
  responses: { 200: json(StepLogs, "Its lines, oldest first"), ...failures.notFound, ...failures.invalid },
});

const redriveRun = guarded("editor", "runs", {
  method: "post",
  path: "/{runId}/redrive",
  operationId: "redriveRun",
  summary: "Takes a run that failed up again in the step that failed",
  request: { params },
  responses: { 202: accepted, ...failures.notFound, ...failures.conflict, ...failures.invalid },
});

const replayRun = guarded("editor", "runs", {
  method: "post",
  path: "/{runId}/replay",
  operationId: "replayRun",
  summary: "Starts a new run with the input of one that has ended, or with another input",
  request: { params, body: body(Replay.omit({ runId: true })) },
  responses: { 202: accepted, ...failures.notFound, ...failures.conflict, ...failures.invalid },
});

const cancelRun = guarded("editor", "runs", {
  method: "post",
  path: "/{runId}/cancel",
  operationId: "cancelRun",
  summary: "Ends a run that goes on; its asset has failed with the reason `cancelled`",
  request: { params },
  responses: {
    200: json(z.object({ runId: RunId }), "The run that has ended"),
    ...failures.notFound,
    ...failures.conflict,
    ...failures.invalid,
  },
});

export const runsApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(listRuns, async (c) => c.json(await Runs.list(c.req.valid("query")), 200))
  .openapi(getRun, async (c) => c.json(await Runs.get(c.req.valid("param").runId), 200))
  .openapi(getRunGraph, async (c) => c.json(await graph(c.req.valid("param").runId), 200))
  .openapi(getStep, async (c) => c.json(await stepDetail(c.req.valid("param")), 200))
  .openapi(getStepLogs, async (c) => c.json(await stepLogs({ ...c.req.valid("param"), ...c.req.valid("query") }), 200))
  .openapi(redriveRun, async (c) => {
    const { runId } = c.req.valid("param");
    await redrive(runId);
    return c.json({ runId }, 202);
  })
  .openapi(replayRun, async (c) => c.json(await replay({ ...c.req.valid("param"), ...c.req.valid("json") }), 202))
  .openapi(cancelRun, async (c) => {
    const { runId } = c.req.valid("param");
    await cancel(runId);
    return c.json({ runId }, 200);
  });
