import { expect, it } from "vitest";
import { thingAt } from "./things.ts";

it.each([
  ["/studio/cut_01JZX3V6Q5R8T9W2Y4A6C8E0G1", "cut", "cut_01JZX3V6Q5R8T9W2Y4A6C8E0G1", true],
  ["/runs/run_01JZX3V6Q5R8T9W2Y4A6C8E0G", "run", "run_01JZX3V6Q5R8T9W2Y4A6C8E0G", false],
  ["/assets/no%20id", "asset", "no id", false],
])("%s names a thing of its kind", (pathname, name, id, isId) => {
  expect(thingAt(pathname)).toMatchObject({ thing: { name }, id, isId });
});

it.each(["/", "/studio", "/studio/", "/settings", "/share/x"])("%s names none", (pathname) => {
  expect(thingAt(pathname)).toBeUndefined();
});
