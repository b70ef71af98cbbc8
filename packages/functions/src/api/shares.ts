import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { CutId } from "@videoflow/core/cut/cut-id";
import * as Shares from "@videoflow/core/cut/share";
import { MadeShare, NewShare, SharedCut, ShareId, ShareInfo, Token } from "@videoflow/core/cut/share.schema";
import { body, failures, guarded, invalid, json, SECRET } from "./route.ts";

const params = z.object({ cutId: CutId });

const listShares = guarded("viewer", "cuts", {
  method: "get",
  path: "/{cutId}/shares",
  operationId: "listShares",
  summary: "The links to a cut that are still good",
  request: { params },
  responses: {
    200: json(z.object({ items: z.array(ShareInfo) }), "The links, without their secrets"),
    ...failures.notFound,
    ...failures.invalid,
  },
});

const shareCut = guarded("editor", "cuts", {
  method: "post",
  path: "/{cutId}/shares",
  operationId: "shareCut",
  summary: "Makes a link by which anybody sees the finished cut until it expires",
  request: { params, body: body(NewShare) },
  responses: {
    201: json(MadeShare, "The link and its token, which is shown this once"),
    ...failures.notFound,
    ...failures.invalid,
  },
});

const revokeShare = guarded("editor", "cuts", {
  method: "delete",
  path: "/{cutId}/shares/{shareId}",
  operationId: "revokeShare",
  summary: "Makes a link good for nothing; files that were opened by it stay open for an hour",
  request: { params: params.extend({ shareId: ShareId }) },
  responses: { 204: { description: "It is so" }, ...failures.notFound, ...failures.invalid },
});

/** Links of a cut, below `/cuts`. */
export const cutSharesApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(listShares, async (c) => c.json({ items: await Shares.list(c.req.valid("param").cutId) }, 200))
  .openapi(shareCut, async (c) =>
    c.json(await Shares.make({ ...c.req.valid("param"), ...c.req.valid("json") }), 201, SECRET),
  )
  .openapi(revokeShare, async (c) => {
    await Shares.revoke(c.req.valid("param"));
    return c.body(null, 204);
  });

/** For everybody: the token is all that is asked for. */
const openShare = createRoute({
  method: "get",
  path: "/{token}",
  operationId: "openShare",
  summary: "What a link shows",
  tags: ["cuts"],
  request: { params: z.object({ token: Token }) },
  responses: { 200: json(SharedCut, "The finished cut"), ...failures.notFound, ...failures.invalid },
});

const HLS = "application/vnd.apple.mpegurl";

/** Whoever plays it can send no header: the token is in the path, as it is in that of the rungs, which are named relative to it. */
const openStream = createRoute({
  method: "get",
  path: "/{token}/streams/{variant}/{playlist}",
  operationId: "openStream",
  summary: "A cut that a link shows, as a stream for any player of HLS",
  description:
    "`master.m3u8` leads to the lists of its rungs, and those to segments by signed URLs that live for an hour.",
  tags: ["cuts"],
  request: { params: Shares.StreamOf },
  responses: {
    200: { content: { [HLS]: { schema: z.string() } }, description: "The playlist" },
    ...failures.notFound,
    ...failures.invalid,
  },
});

export const sharesApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(openShare, async (c) => c.json(await Shares.open(c.req.valid("param").token), 200, SECRET))
  .openapi(openStream, async (c) =>
    c.text(await Shares.stream(c.req.valid("param")), 200, { ...SECRET, "content-type": HLS }),
  );
