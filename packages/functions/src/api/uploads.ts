import { OpenAPIHono, z } from "@hono/zod-openapi";
import { AssetId } from "@videoflow/core/asset/asset.schema";
import { knownFiles } from "@videoflow/core/asset/known";
import { KnownFile, KnownQuery } from "@videoflow/core/asset/known.schema";
import * as Uploads from "@videoflow/core/upload/upload";
import { NewUpload, UnfinishedUpload, Upload, UploadedParts } from "@videoflow/core/upload/upload.schema";
import { body, failures, guarded, invalid, json } from "./route.ts";

const params = z.object({ assetId: AssetId });

const beginUpload = guarded("editor", "uploads", {
  method: "post",
  path: "/",
  operationId: "beginUpload",
  summary: "Begin to put in a file",
  description:
    "Answers with signed URLs: the parts go straight to the input bucket, then the upload is to be completed.",
  request: { body: body(NewUpload) },
  responses: { 201: json(Upload, "Where to send the parts"), ...failures.invalid },
});

const listKnown = guarded("viewer", "uploads", {
  method: "get",
  path: "/known",
  operationId: "listKnownFiles",
  summary: "The files of a size that are here already, with the SHA-256 of each",
  description: "Asked before a file is sent: one with the same SHA-256 need not be sent again.",
  request: { query: KnownQuery },
  responses: { 200: json(z.object({ items: z.array(KnownFile) }), "In no particular order"), ...failures.invalid },
});

const resumeUpload = guarded("editor", "uploads", {
  method: "get",
  path: "/{assetId}",
  operationId: "resumeUpload",
  summary: "Go on with an upload that was interrupted",
  description: "Answers with which parts are there, and with fresh URLs for those that are missing.",
  request: { params },
  responses: {
    200: json(UnfinishedUpload, "What is there and what is missing"),
    ...failures.notFound,
    ...failures.conflict,
    ...failures.invalid,
  },
});

const completeUpload = guarded("editor", "uploads", {
  method: "post",
  path: "/{assetId}/complete",
  operationId: "completeUpload",
  summary: "Say that all parts are sent; work on the asset begins",
  request: { params, body: body(UploadedParts) },
  responses: {
    202: json(z.object({ assetId: AssetId }), "The file is complete"),
    ...failures.notFound,
    ...failures.conflict,
    ...failures.invalid,
  },
});

const abortUpload = guarded("editor", "uploads", {
  method: "delete",
  path: "/{assetId}",
  operationId: "abortUpload",
  summary: "Give an upload up; what was sent is thrown away",
  request: { params },
  responses: {
    204: { description: "It is gone" },
    ...failures.notFound,
    ...failures.conflict,
    ...failures.invalid,
  },
});

export const uploadsApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(beginUpload, async (c) => c.json(await Uploads.begin(c.req.valid("json")), 201))
  .openapi(listKnown, async (c) => c.json({ items: await knownFiles(c.req.valid("query")) }, 200))
  .openapi(resumeUpload, async (c) => c.json(await Uploads.resume(c.req.valid("param").assetId), 200))
  .openapi(completeUpload, async (c) =>
    c.json(await Uploads.complete({ ...c.req.valid("param"), ...c.req.valid("json") }), 202),
  )
  .openapi(abortUpload, async (c) => {
    await Uploads.abort(c.req.valid("param").assetId);
    return c.body(null, 204);
  });
