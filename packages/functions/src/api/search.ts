import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { like, search } from "@videoflow/core/search/search";
import { LikeQuery, SearchPage, SearchQuery } from "@videoflow/core/search/search.schema";
import { failures, invalid, json } from "./route.ts";

const searchMoments = createRoute({
  method: "get",
  path: "/",
  operationId: "searchMoments",
  summary: "Moments by words and meaning together, with facets",
  tags: ["search"],
  request: { query: SearchQuery },
  responses: { 200: json(SearchPage, "A page of moments, best first"), ...failures.invalid },
});

const searchLike = createRoute({
  method: "get",
  path: "/like",
  operationId: "searchLike",
  summary: "Moments whose meaning is like that of a given one",
  tags: ["search"],
  request: { query: LikeQuery },
  responses: {
    200: json(SearchPage, "A page of moments, most alike first"),
    ...failures.notFound,
    ...failures.invalid,
  },
});

export const searchApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(searchMoments, async (c) => c.json(await search(c.req.valid("query")), 200))
  .openapi(searchLike, async (c) => c.json(await like(c.req.valid("query")), 200));
