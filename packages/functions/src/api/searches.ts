import { OpenAPIHono } from "@hono/zod-openapi";
import * as SavedSearches from "@videoflow/core/saved-search/saved-search";
import { NewSearch, SavedSearch, SearchChange, SearchId } from "@videoflow/core/saved-search/saved-search.schema";
import * as z from "zod";
import { body, failures, guarded, invalid, json } from "./route.ts";

const params = z.object({ searchId: SearchId });

const listSearches = guarded("viewer", "search", {
  method: "get",
  path: "/",
  operationId: "listSearches",
  summary: "The searches that the workspace has given a name",
  responses: { 200: json(z.object({ items: z.array(SavedSearch) }), "By name") },
});

const saveSearch = guarded("editor", "search", {
  method: "post",
  path: "/",
  operationId: "saveSearch",
  summary: "Gives a search a name, for everybody in the workspace",
  request: { body: body(NewSearch) },
  responses: { 201: json(SavedSearch, "The saved search"), ...failures.conflict, ...failures.invalid },
});

const changeSearch = guarded("editor", "search", {
  method: "patch",
  path: "/{searchId}",
  operationId: "changeSearch",
  summary: "Changes name or query of a saved search; what is left out stays",
  request: { params, body: body(SearchChange) },
  responses: {
    200: json(SavedSearch, "The saved search"),
    ...failures.notFound,
    ...failures.conflict,
    ...failures.invalid,
  },
});

const deleteSearch = guarded("editor", "search", {
  method: "delete",
  path: "/{searchId}",
  operationId: "deleteSearch",
  summary: "Forgets a saved search",
  request: { params },
  responses: { 204: { description: "It is so" }, ...failures.notFound, ...failures.invalid },
});

export const searchesApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(listSearches, async (c) => c.json({ items: await SavedSearches.list() }, 200))
  .openapi(saveSearch, async (c) => c.json(await SavedSearches.create(c.req.valid("json")), 201))
  .openapi(changeSearch, async (c) =>
    c.json(await SavedSearches.update({ ...c.req.valid("param"), ...c.req.valid("json") }), 200),
  )
  .openapi(deleteSearch, async (c) => {
    await SavedSearches.remove(c.req.valid("param").searchId);
    return c.body(null, 204);
  });
