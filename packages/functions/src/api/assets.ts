import { OpenAPIHono, z } from "@hono/zod-openapi";
import { ListQuery } from "@videoflow/core/asset/asset";
import { AssetId, AssetInfo, AssetPage, Marks } from "@videoflow/core/asset/asset.schema";
import * as Assets from "@videoflow/core/asset/info";
import { usesOf } from "@videoflow/core/cut/use";
import { UsePage } from "@videoflow/core/cut/use.schema";
import { PageQuery } from "@videoflow/core/page";
import { RunId } from "@videoflow/core/run/run.schema";
import { ScenePage, SceneQuery, scenesOf } from "@videoflow/core/scene/list";
import { mark } from "@videoflow/core/search/mark";
import * as Sidecars from "@videoflow/core/sidecar/sidecar";
import { NewSidecar, SidecarUpload } from "@videoflow/core/sidecar/sidecar.schema";
import { discard } from "@videoflow/core/trash/discard";
import { orderPurge } from "@videoflow/core/trash/purge";
import { restore } from "@videoflow/core/trash/restore";
import { Reprocessing, reprocess } from "@videoflow/core/understanding/start";
import { ifMatch } from "./etag.ts";
import { body, failures, guarded, ifMatchHeader, invalid, json } from "./route.ts";

const params = z.object({ assetId: AssetId });

const listAssets = guarded("viewer", "assets", {
  method: "get",
  path: "/",
  operationId: "listAssets",
  summary: "The library, newest first",
  description: "With `trash=true`, what was deleted and can still be restored.",
  request: { query: ListQuery },
  responses: { 200: json(AssetPage, "A page; `cursor` leads to the next"), ...failures.invalid },
});

const getAsset = guarded("viewer", "assets", {
  method: "get",
  path: "/{assetId}",
  operationId: "getAsset",
  summary: "One asset with its derivatives",
  request: { params },
  responses: { 200: json(AssetInfo, "The asset"), ...failures.notFound, ...failures.invalid },
});

const getStoryboard = guarded("viewer", "assets", {
  method: "get",
  path: "/{assetId}/storyboard.vtt",
  operationId: "getStoryboard",
  summary: "WebVTT of small pictures for a player's time line",
  request: { params },
  responses: {
    200: { content: { "text/vtt": { schema: z.string() } }, description: "Cues with signed URLs of the sprites" },
    ...failures.notFound,
    ...failures.invalid,
  },
});

const listScenes = guarded("viewer", "assets", {
  method: "get",
  path: "/{assetId}/scenes",
  operationId: "listScenes",
  summary: "The scenes of an asset in their order: all of them, or those that fit",
  request: { params, query: SceneQuery },
  responses: {
    200: json(ScenePage, "A page; `cursor` leads to the next"),
    ...failures.notFound,
    ...failures.invalid,
  },
});

const listUses = guarded("viewer", "assets", {
  method: "get",
  path: "/{assetId}/uses",
  operationId: "listUses",
  summary:
    "Where an asset was used: the cuts that have it, and which moments of it, the cut that was ordered last first",
  description:
    "Of each cut, the latest accepted revision that has the asset: one before the cut's own says that it was taken out since.",
  request: { params, query: PageQuery },
  responses: {
    200: json(UsePage, "A page; `cursor` leads to the next"),
    ...failures.notFound,
    ...failures.invalid,
  },
});

const markAsset = guarded("editor", "assets", {
  method: "patch",
  path: "/{assetId}",
  operationId: "markAsset",
  summary: "Sets tags and collections; those that are left out stay",
  request: { params, headers: ifMatchHeader, body: body(Marks) },
  responses: {
    204: { description: "It is so" },
    ...failures.stale,
    ...failures.notFound,
    ...failures.conflict,
    ...failures.invalid,
  },
});

const done = {
  204: { description: "It is so" },
  ...failures.notFound,
  ...failures.conflict,
  ...failures.invalid,
};

const deleteAsset = guarded("editor", "assets", {
  method: "delete",
  path: "/{assetId}",
  operationId: "deleteAsset",
  summary: "Puts an asset into the trash, from which it goes for good after 30 days",
  description: "What is being uploaded or worked on is refused: give the upload up, or cancel the run, first.",
  request: { params },
  responses: done,
});

const restoreAsset = guarded("editor", "assets", {
  method: "post",
  path: "/{assetId}/restore",
  operationId: "restoreAsset",
  summary: "Takes an asset out of the trash: it is listed and found as before",
  request: { params },
  responses: done,
});

const purgeAsset = guarded("admin", "assets", {
  method: "post",
  path: "/{assetId}/purge",
  operationId: "purgeAsset",
  summary: "Deletes an asset that is in the trash for good: its original and all that was made of it",
  request: { params },
  responses: {
    202: { description: "It cannot come back, and is gone in a moment" },
    ...failures.notFound,
    ...failures.conflict,
    ...failures.invalid,
  },
});

const reprocessAsset = guarded("editor", "assets", {
  method: "post",
  path: "/{assetId}/reprocess",
  operationId: "reprocessAsset",
  summary: "Makes a step of understanding, and all that depends on it, again",
  request: { params, body: body(Reprocessing.pick({ from: true })) },
  responses: {
    202: json(z.object({ runId: RunId }), "The run that does it"),
    ...failures.notFound,
    ...failures.conflict,
    ...failures.invalid,
  },
});

const addSidecar = guarded("editor", "assets", {
  method: "post",
  path: "/{assetId}/sidecars",
  operationId: "addSidecar",
  summary: "Add a file with what is said: SubRip, WebVTT, or the JSON of a transcription",
  description:
    "Answers with a signed URL for one PUT of the file. Sent before the upload of the footage is completed, it is used instead " +
    "of a machine's ears; sent later, the asset is heard anew.",
  request: { params, body: body(NewSidecar) },
  responses: {
    201: json(SidecarUpload, "Where to send it"),
    ...failures.notFound,
    ...failures.conflict,
    ...failures.invalid,
  },
});

export const assetsApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(listAssets, async (c) => c.json(await Assets.page(c.req.valid("query")), 200))
  .openapi(getAsset, async (c) => c.json(await Assets.info(c.req.valid("param").assetId), 200))
  .openapi(listScenes, async (c) => c.json(await scenesOf({ ...c.req.valid("param"), ...c.req.valid("query") }), 200))
  .openapi(listUses, async (c) => c.json(await usesOf({ ...c.req.valid("param"), ...c.req.valid("query") }), 200))
  .openapi(markAsset, async (c) => {
    await mark({ ...c.req.valid("param"), ...c.req.valid("json"), ...ifMatch(c) });
    return c.body(null, 204);
  })
  .openapi(deleteAsset, async (c) => {
    await discard(c.req.valid("param").assetId);
    return c.body(null, 204);
  })
  .openapi(restoreAsset, async (c) => {
    await restore(c.req.valid("param").assetId);
    return c.body(null, 204);
  })
  .openapi(purgeAsset, async (c) => {
    await orderPurge(c.req.valid("param").assetId);
    return c.body(null, 202);
  })
  .openapi(reprocessAsset, async (c) =>
    c.json(await reprocess({ ...c.req.valid("param"), ...c.req.valid("json") }), 202),
  )
  .openapi(addSidecar, async (c) =>
    c.json(await Sidecars.begin({ ...c.req.valid("param"), ...c.req.valid("json") }), 201),
  )
  .openapi(getStoryboard, async (c) =>
    c.text(await Assets.storyboard(c.req.valid("param").assetId), 200, { "content-type": "text/vtt; charset=utf-8" }),
  );
