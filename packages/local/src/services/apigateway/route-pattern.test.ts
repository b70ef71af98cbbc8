import { expect, it } from "vitest";
import { parseRouteKey, selectRoute } from "./route-pattern.ts";

const keys = [
  "GET /pets/dog/1",
  "GET /pets/dog/{id}",
  "GET /pets/{proxy+}",
  "ANY /{proxy+}",
  "ANY /pets/cat/1",
  "POST /pets/cat/1",
  "GET /",
];
const routes = keys.map((key) => ({ key, pattern: parseRouteKey(key) }));
const withDefault = [{ key: "$default", pattern: parseRouteKey("$default") }, ...routes];

it.each([
  ["GET", "/pets/dog/1", "GET /pets/dog/1", undefined],
  ["GET", "/pets/dog/2", "GET /pets/dog/{id}", { id: "2" }],
  ["GET", "/pets/cat/2", "GET /pets/{proxy+}", { proxy: "cat/2" }],
  ["GET", "/pets/dog/2/tail", "GET /pets/{proxy+}", { proxy: "dog/2/tail" }],
  ["PATCH", "/pets/dog/1", "ANY /{proxy+}", { proxy: "pets/dog/1" }],
  ["POST", "/pets/cat/1", "POST /pets/cat/1", undefined],
  ["PUT", "/pets/cat/1", "ANY /pets/cat/1", undefined],
  ["GET", "/", "GET /", undefined],
  ["POST", "/", "$default", undefined],
])("%s %s goes to %s", (method, path, key, parameters) => {
  const selected = selectRoute(withDefault, method, path);
  expect(selected?.route.key).toBe(key);
  expect(selected?.parameters).toEqual(parameters);
});

it("finds nothing where no route takes a request and there is no default", () => {
  expect(selectRoute(routes, "POST", "/")).toBeUndefined();
});

it.each(["pets", "get /pets", "GET pets", "GET /a b"])("refuses the route key %s", (key) => {
  expect(() => parseRouteKey(key)).toThrow(key);
});
