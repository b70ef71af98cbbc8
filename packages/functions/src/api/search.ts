import { OpenAPIHono } from "@hono/zod-openapi";
import { like, search } from "@videoflow/core/search/search";
import { LikeQuery, SearchPage, SearchQuery } from "@videoflow/core/search/search.schema";
import { failures, guarded, invalid, json } from "./route.ts";

const searchMoments = guarded("viewer", "search", {
  method: "get",
  path: "/",
  operationId: "searchMoments",
  summary: "Moments by words and meaning together, with facets",
  request: { query: SearchQuery },
  responses: { 200: json(SearchPage, "A page of moments, best first"), ...failures.invalid },
});

const searchLike = guarded("viewer", "search", {
  method: "get",
  path: "/like",
  operationId: "searchLike",
  summary: "Moments whose meaning is like that of a given one",
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
