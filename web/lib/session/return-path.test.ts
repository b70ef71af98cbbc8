import { expect, it } from "vitest";
import { returnPath } from "./return-path.ts";

it.each([
  ["/assets/ast_1?t=3&q=a%20b", "/assets/ast_1?t=3&q=a%20b"],
  ["/", "/"],
  [null, "/"],
  ["", "/"],
  ["https://elsewhere.example/", "/"],
  ["//elsewhere.example/a", "/"],
  ["/\\elsewhere.example", "/"],
  ["/\t/elsewhere.example", "/"],
  ["/..//elsewhere.example", "/"],
  ["javascript:alert(1)", "/"],
])("from %o one gets to %s", (given, path) => {
  expect(returnPath(given)).toBe(path);
});
