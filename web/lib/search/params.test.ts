import { expect, it } from "vitest";
import { countFilters, filterOf, isSearch, loadSearchParams, parseAsLikeMoment } from "./params.ts";

it.each([
  ["", false, 0],
  ["q=%20", false, 0],
  ["q=ferry", true, 0],
  ["like=ast_01A:3", true, 0],
  ["label=Boat&label=Sea&people=2", true, 3],
  ["after=2026-01-02&before=yesterday", true, 1],
  ["defect=black&defect=rust", true, 1],
  ["status=ready&view=list", false, 0],
  ["tag=harbour&tag=night&collection=Summer", false, 3],
  ["tag=harbour&people=2", true, 2],
])("reads ?%s", (query, searching, filters) => {
  const params = loadSearchParams(new URLSearchParams(query));
  expect([isSearch(params), countFilters(filterOf(params))]).toEqual([searching, filters]);
});

it("reads a moment that others are to be like, and writes it the same", () => {
  const moment = parseAsLikeMoment.parse("ast_01JZ:12");
  expect(moment).toEqual({ assetId: "ast_01JZ", scene: 12 });
  expect(moment && parseAsLikeMoment.serialize(moment)).toBe("ast_01JZ:12");
  for (const text of ["ast_01JZ", "run_1:2", "ast_1:x", "ast_1:-2"]) expect(parseAsLikeMoment.parse(text)).toBeNull();
});
