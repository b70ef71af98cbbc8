import { OpenAPIHono, z } from "@hono/zod-openapi";
import { alternatives, trimPoints } from "@videoflow/core/cut/alternatives";
import * as Cuts from "@videoflow/core/cut/cut";
import { CutInfo, CutPage, Quote } from "@videoflow/core/cut/cut.schema";
import { CutId } from "@videoflow/core/cut/cut-id";
import { Verdict } from "@videoflow/core/cut/gate.schema";
import { NoteReading } from "@videoflow/core/cut/notes/request.schema";
import { CutOrder } from "@videoflow/core/cut/order.schema";
import { preview } from "@videoflow/core/cut/preview";
import { NewBudget, raiseBudget } from "@videoflow/core/cut/raise-budget";
import { NewReview, review } from "@videoflow/core/cut/review";
import { revise } from "@videoflow/core/cut/revise";
import { Alternative, NewRevision, RevisionOutcome, TrimPoints } from "@videoflow/core/cut/revision.schema";
import { order, render } from "@videoflow/core/cut/start";
import { VariantSpec } from "@videoflow/core/cut/variant-spec.schema";
import { PageQuery } from "@videoflow/core/page";
import { RunId } from "@videoflow/core/run/run.schema";
import { body, failures, guarded, invalid, json } from "./route.ts";

const params = z.object({ cutId: CutId });
const itemParams = params.extend({ itemId: z.string().min(1).max(40) });
const started = z.object({ runId: RunId });
const common = { ...failures.notFound, ...failures.conflict, ...failures.invalid };

const listCuts = guarded("viewer", "cuts", {
  method: "get",
  path: "/",
  operationId: "listCuts",
  summary: "The cuts, newest first",
  request: { query: PageQuery },
  responses: { 200: json(CutPage, "A page; `cursor` leads to the next"), ...failures.invalid },
});

const orderCut = guarded("editor", "cuts", {
  method: "post",
  path: "/",
  operationId: "orderCut",
  summary: "Orders a cut; the crew begins",
  request: { body: body(CutOrder) },
  responses: {
    201: json(z.object({ cutId: CutId, runId: RunId }), "The cut, and the run that composes it"),
    ...failures.conflict,
    ...failures.invalid,
  },
});

const quoteCut = guarded("viewer", "cuts", {
  method: "post",
  path: "/quote",
  operationId: "quoteCut",
  summary: "What a cut would take, and what would stand in its way; nothing is started",
  request: { body: body(CutOrder) },
  responses: {
    200: json(
      z.object({ quote: Quote, assets: z.int(), footageMs: z.int(), objections: z.array(z.string()) }),
      "Money, time, and objections of the input gate: with one, the order would be refused",
    ),
    ...failures.invalid,
  },
});

const getCut = guarded("viewer", "cuts", {
  method: "get",
  path: "/{cutId}",
  operationId: "getCut",
  summary: "One cut with its spec, what the gates said, and its deliverables",
  request: { params },
  responses: { 200: json(CutInfo, "The cut"), ...failures.notFound, ...failures.invalid },
});

const getRevision = guarded("viewer", "cuts", {
  method: "get",
  path: "/{cutId}/revisions/{revision}",
  operationId: "getRevision",
  summary: "A revision of a cut as it was",
  request: { params: params.extend({ revision: z.coerce.number().int().positive() }) },
  responses: {
    200: json(z.object({ spec: VariantSpec, verdict: Verdict }), "The revision"),
    ...failures.notFound,
    ...failures.invalid,
  },
});

const reviseCut = guarded("editor", "cuts", {
  method: "post",
  path: "/{cutId}/revisions",
  operationId: "reviseCut",
  summary: "Makes a changed spec or an edited timeline the next revision, when the gates let it through",
  description: "With `dryRun` nothing is kept: the answer tells what would change and what the gates would say.",
  request: { params, body: body(NewRevision) },
  responses: { 200: json(RevisionOutcome, "What it comes to"), ...failures.stale, ...common },
});

const listAlternatives = guarded("viewer", "cuts", {
  method: "get",
  path: "/{cutId}/items/{itemId}/alternatives",
  operationId: "listAlternatives",
  summary: "What could stand in the place of a clip, best first",
  request: { params: itemParams },
  responses: { 200: json(z.object({ items: z.array(Alternative) }), "Candidates"), ...common },
});

const getTrimPoints = guarded("viewer", "cuts", {
  method: "get",
  path: "/{cutId}/items/{itemId}/trim-points",
  operationId: "getTrimPoints",
  summary: "Where a clip may begin and end without cutting a word or a shot",
  request: { params: itemParams },
  responses: { 200: json(TrimPoints, "Frames of its asset"), ...common },
});

const reviewCut = guarded("editor", "cuts", {
  method: "post",
  path: "/{cutId}/review",
  operationId: "reviewCut",
  summary: "Approves a revision, or sends it back with a note",
  description:
    "An approved one is rendered, unless it was already. One that is sent back is composed again, by the note: what was understood of it is a request, which the next revision fulfils or objects to (`answers` of its verdict); the rest is but words to look for.",
  request: { params, body: body(NewReview) },
  responses: {
    202: json(
      started.partial().extend({ reading: NoteReading.optional() }),
      "The run that follows, if one does, and what was understood of the note",
    ),
    ...failures.stale,
    ...common,
  },
});

const renderCut = guarded("editor", "cuts", {
  method: "post",
  path: "/{cutId}/render",
  operationId: "renderCut",
  summary: "Renders the latest revision",
  request: { params },
  responses: { 202: json(started, "The run that does it"), ...common },
});

const setBudget = guarded("editor", "cuts", {
  method: "put",
  path: "/{cutId}/budget",
  operationId: "setCutBudget",
  summary: "Sets what a cut may cost; one that its budget had ended goes on from there",
  request: { params, body: body(NewBudget) },
  responses: { 202: json(started.partial(), "The run that goes on, if one does"), ...failures.stale, ...common },
});

export const cutsApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(listCuts, async (c) => c.json(await Cuts.list(c.req.valid("query")), 200))
  .openapi(orderCut, async (c) => c.json(await order(c.req.valid("json")), 201))
  .openapi(quoteCut, async (c) => c.json(await preview(c.req.valid("json")), 200))
  .openapi(getCut, async (c) => c.json(await Cuts.info(c.req.valid("param").cutId), 200))
  .openapi(getRevision, async (c) => {
    const { cutId, revision } = c.req.valid("param");
    return c.json(await Cuts.revisionOf(cutId, revision), 200);
  })
  .openapi(reviseCut, async (c) => c.json(await revise(c.req.valid("param").cutId, c.req.valid("json")), 200))
  .openapi(listAlternatives, async (c) => {
    const { cutId, itemId } = c.req.valid("param");
    return c.json({ items: await alternatives(cutId, itemId) }, 200);
  })
  .openapi(getTrimPoints, async (c) => {
    const { cutId, itemId } = c.req.valid("param");
    return c.json(await trimPoints(cutId, itemId), 200);
  })
  .openapi(reviewCut, async (c) => c.json(await review({ ...c.req.valid("param"), ...c.req.valid("json") }), 202))
  .openapi(setBudget, async (c) => c.json(await raiseBudget({ ...c.req.valid("param"), ...c.req.valid("json") }), 202))
  .openapi(renderCut, async (c) => c.json(await render(c.req.valid("param").cutId), 202));
