import { OpenAPIHono, z } from "@hono/zod-openapi";
import { AssetId } from "@videoflow/core/asset/asset.schema";
import * as Uploads from "@videoflow/core/upload/upload";
import { NewUpload, Upload, UploadedParts } from "@videoflow/core/upload/upload.schema";
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
  .openapi(completeUpload, async (c) =>
    c.json(await Uploads.complete({ ...c.req.valid("param"), ...c.req.valid("json") }), 202),
  )
  .openapi(abortUpload, async (c) => {
    await Uploads.abort(c.req.valid("param").assetId);
    return c.body(null, 204);
  });
