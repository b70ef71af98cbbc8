import { describe, expect, it } from "vitest";
import { filterOf } from "./pattern.ts";

describe("terms", () => {
  it.each([
    ["", "anything", true],
    ["ERROR", "an ERROR occurred", true],
    ["ERROR", "an error occurred", false],
    ["ERROR timeout", "timeout after ERROR", true],
    ["ERROR timeout", "ERROR only", false],
    ['"task failed"', "the task failed here", true],
    ['"task failed"', "the task has failed", false],
    ['"say \\"hi\\""', 'they say "hi" to you', true],
    ["ERROR -retry", "ERROR without", true],
    ["ERROR -retry", "ERROR with retry", false],
    ['-"give up"', "never give up", false],
    ["?ERROR ?WARN", "WARN: low disk", true],
    ["?ERROR ?WARN", "INFO: fine", false],
    ["ERROR ?WARN", "only WARN", false],
    ["%4[0-9]{2}%", "status 404", true],
    ["%4[0-9]{2}%", "status 504", false],
  ])("%j on %j is %j", (pattern, message, expected) => {
    expect(filterOf(pattern)(message)).toBe(expected);
  });
});

describe("conditions on JSON", () => {
  const event = {
    level: "ERROR",
    ms: 512,
    ok: false,
    cause: null,
    at: { file: "main.ts" },
    tags: ["a", "b"],
    "x-y": "1",
  };
  it.each([
    ['{ $.level = "ERROR" }', true],
    ["{ $.level = ERROR }", true],
    ['{ $.level = "WARN" }', false],
    ['{ $.level != "WARN" }', true],
    ['{ $.nothing != "WARN" }', false],
    ['{ $.level = "ERR*" }', true],
    ["{ $.level = %^E.+R$% }", true],
    ["{ $.ms > 500 }", true],
    ["{ $.ms <= 511 }", false],
    ["{ $.ms = 5.12e2 }", true],
    ["{ $.level > 5 }", false],
    ["{ $.ok IS FALSE }", true],
    ["{ $.ok IS TRUE }", false],
    ["{ $.cause IS NULL }", true],
    ["{ $.nothing NOT EXISTS }", true],
    ["{ $.cause NOT EXISTS }", false],
    ['{ $.at.file = "main.ts" }', true],
    ['{ $.tags[1] = "b" }', true],
    ["{ $['x-y'] = \"1\" }", true],
    ['{ $.level = "WARN" || $.ms > 500 }', true],
    ['{ $.level = "WARN" || $.ms > 500 && $.ok IS TRUE }', false],
    ['{ ($.level = "WARN" || $.ms > 500) && $.ok IS FALSE }', true],
  ])("%s is %j", (pattern, expected) => {
    expect(filterOf(pattern)(JSON.stringify(event))).toBe(expected);
  });

  it("does not match what is not JSON", () => {
    expect(filterOf("{ $.a NOT EXISTS }")("plain text")).toBe(false);
    expect(filterOf("{ $.a NOT EXISTS }")("{ half")).toBe(false);
  });
});

it.each([
  '"open',
  "{ $.a }",
  "{ $.a = }",
  "{ a = 1 }",
  "{ $.a > x }",
  "{ $.a = 1",
  "{ $.a = 1 } x",
  "[ip, user]",
  "%(%",
])("refuses %s", (pattern) => {
  expect(() => filterOf(pattern)).toThrow(expect.objectContaining({ code: "InvalidParameterException" }));
});
