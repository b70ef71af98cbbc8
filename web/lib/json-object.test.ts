import { expect, it } from "vitest";
import { parseJsonObject } from "./json-object.ts";

it("reads an object", () => {
  expect(parseJsonObject('{ "from": null }')).toEqual({ ok: true, value: { from: null } });
});

it.each(["", "{", "[1]", "null", '"text"'])("says what is wrong with %j", (text) => {
  expect(parseJsonObject(text)).toEqual({ ok: false, message: expect.stringMatching(/not JSON|in braces/) });
});
