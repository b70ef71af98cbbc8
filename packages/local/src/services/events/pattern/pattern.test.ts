import { describe, expect, it } from "vitest";
import { compile } from "./pattern.ts";

const matches = (pattern: object, event: unknown) => compile(JSON.stringify(pattern))(event);

/** expression, value of the field (`undefined`: the event has no such field), matches */
const operators: [expression: unknown, value: unknown, expected: boolean][] = [
  ["a", "a", true],
  ["a", "A", false],
  ["", "", true],
  ["", null, false],
  [null, null, true],
  [null, "", false],
  [null, undefined, false],
  [true, true, true],
  [true, "true", false],
  [300, 300, true],
  [300, 3.0e2, true],
  [300, "300", false],
  [123456789012, 123456789012, true],

  [{ prefix: "eu-" }, "eu-central-1", true],
  [{ prefix: "eu-" }, "us-east-1", false],
  [{ prefix: "" }, "anything", true],
  [{ prefix: "" }, 5, false],
  [{ prefix: { "equals-ignore-case": "EU-" } }, "eu-central-1", true],
  [{ suffix: ".png" }, "a.png", true],
  [{ suffix: ".png" }, "a.PNG", false],
  [{ suffix: { "equals-ignore-case": ".png" } }, "a.PNG", true],
  [{ "equals-ignore-case": "Straße" }, "STRAßE", true],
  [{ "equals-ignore-case": "alice" }, "alicia", false],

  [{ wildcard: "dir/*" }, "dir/file", true],
  [{ wildcard: "dir/*.png" }, "dir/sub/a.png", true],
  [{ wildcard: "dir/*.png" }, "dir/.png", true],
  [{ wildcard: "dir/*.png" }, "dir.png", false],
  [{ wildcard: "*a*b*" }, "xxaxxbxx", true],
  [{ wildcard: "*a*b*" }, "xxbxxaxx", false],
  [{ wildcard: "*aa*aa" }, "aaa", false],
  [{ wildcard: "a\\*b" }, "a*b", true],
  [{ wildcard: "a\\*b" }, "axb", false],
  [{ wildcard: "a\\\\*" }, "a\\b", true],

  [{ numeric: ["=", 5] }, 5, true],
  [{ numeric: ["=", 5] }, "5", false],
  [{ numeric: ["<", 10] }, 9.99, true],
  [{ numeric: ["<", 10] }, 10, false],
  [{ numeric: [">=", -3.018e2] }, -301.8, true],
  [{ numeric: [">", 0, "<=", 5] }, 5, true],
  [{ numeric: [">", 0, "<=", 5] }, 0, false],
  [{ numeric: [">", 0, "<=", 5] }, 5.1, false],

  [{ cidr: "10.0.0.0/24" }, "10.0.0.255", true],
  [{ cidr: "10.0.0.0/24" }, "10.0.1.0", false],
  [{ cidr: "0.0.0.0/0" }, "203.0.113.7", true],
  [{ cidr: "10.0.0.0/24" }, "not an address", false],
  [{ cidr: "10.0.0.0/24" }, "::1", false],
  [{ cidr: "2001:db8::/32" }, "2001:db8:1::1", true],
  [{ cidr: "2001:db8::/32" }, "2001:DB9::1", false],
  [{ cidr: "2001:db8::/32" }, "10.0.0.1", false],

  [{ exists: true }, "x", true],
  [{ exists: true }, null, true],
  [{ exists: true }, undefined, false],
  [{ exists: true }, { inner: 1 }, false],
  [{ exists: true }, [], false],
  [{ exists: false }, undefined, true],
  [{ exists: false }, "x", false],
  [{ exists: false }, { inner: 1 }, true],
  [{ exists: false }, [], true],

  [{ "anything-but": "init" }, "done", true],
  [{ "anything-but": "init" }, "init", false],
  [{ "anything-but": "init" }, undefined, false],
  [{ "anything-but": "init" }, 5, true],
  [{ "anything-but": ["a", "b"] }, "c", true],
  [{ "anything-but": ["a", "b"] }, "b", false],
  [{ "anything-but": [100, 200] }, 200, false],
  [{ "anything-but": [100, 200] }, 300, true],
  [{ "anything-but": { prefix: "init" } }, "initial", false],
  [{ "anything-but": { prefix: ["a", "b"] } }, "bcd", false],
  [{ "anything-but": { prefix: ["a", "b"] } }, "cde", true],
  [{ "anything-but": { suffix: ".tmp" } }, "a.tmp", false],
  [{ "anything-but": { suffix: [".tmp", ".bak"] } }, "a.mp4", true],
  [{ "anything-but": { "equals-ignore-case": ["init", "gone"] } }, "GONE", false],
  [{ "anything-but": { wildcard: "*/lib/*" } }, "a/lib/b", false],
  [{ "anything-but": { wildcard: ["*/lib/*", "*/bin/*"] } }, "a/src/b", true],

  ["b", ["a", "b"], true],
  ["b", ["a", "c"], false],
  ["b", [["a"], ["b"]], true],
  [{ "anything-but": "a" }, ["a", "b"], true],
  [{ prefix: "x" }, { prefix: "x" }, false],
];

it.each(operators)("%j on %j is %j", (expression, value, expected) => {
  expect(matches({ field: [expression] }, value === undefined ? { other: 1 } : { field: value })).toBe(expected);
});

describe("fields", () => {
  const event = {
    source: "aws.s3",
    "detail-type": "Object Created",
    detail: { bucket: { name: "media" }, object: { size: 12, key: "a.mp4" }, "a.b": "dotted", a: { b: "nested" } },
  };
  it.each([
    ["any of several values", { source: ["aws.ec2", "aws.s3"] }, true],
    ["all of several fields", { source: ["aws.s3"], detail: { bucket: { name: ["other"] } } }, false],
    ["nested fields", { detail: { bucket: { name: ["media"] }, object: { size: [{ numeric: [">", 10] }] } } }, true],
    ["a field of what is no object", { source: { name: ["media"] } }, false],
    ["a dotted name as it is", { detail: { "a.b": ["dotted"] } }, true],
    ["no path in a dotted name", { "detail.a.b": ["nested"] }, false],
    ["an absent field of an absent object", { detail: { gone: { name: [{ exists: false }] } } }, true],
    ["absent or a value", { detail: { state: [{ exists: false }, "ready"] } }, true],
    ["no inherited member", { detail: { constructor: [{ exists: true }] } }, false],
  ])("match %s", (_what, pattern, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });
});

describe("$or", () => {
  const pattern = {
    source: ["app"],
    $or: [{ "c-count": [{ numeric: [">", 0] }] }, { "d-count": [{ numeric: ["<", 10] }] }, { detail: { x: [1] } }],
  };
  it.each([
    [{ source: "app", "c-count": 1 }, true],
    [{ source: "app", "c-count": 0, "d-count": 9 }, true],
    [{ source: "app", detail: { x: 1 } }, true],
    [{ source: "app", "c-count": 0 }, false],
    [{ source: "other", "c-count": 1 }, false],
  ])("%j is %j", (event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it("is a name like any other before match expressions", () => {
    expect(matches({ $or: [{ prefix: "a" }, { suffix: "b" }] }, { $or: "abc" })).toBe(true);
  });

  it("may stand inside of $or", () => {
    const nested = { $or: [{ a: [1], $or: [{ b: [1] }, { c: [1] }] }, { d: [1] }] };
    expect(matches(nested, { a: 1, c: 1 })).toBe(true);
    expect(matches(nested, { a: 1 })).toBe(false);
  });
});

describe("lists of objects", () => {
  const event = {
    detail: {
      tracks: [
        { kind: "video", codec: "h264" },
        { kind: "audio", codec: "aac", language: "de" },
      ],
    },
  };
  it.each([
    ["one object that has it all", { kind: ["audio"], codec: ["aac"] }, true],
    ["no mixture of two objects", { kind: ["audio"], codec: ["h264"] }, false],
    ["what is absent in the object that matches", { kind: ["video"], language: [{ exists: false }] }, true],
    ["nothing absent that one of them has", { language: [{ exists: false }] }, false],
  ])("match %s", (_what, tracks, expected) => {
    expect(matches({ detail: { tracks } }, event)).toBe(expected);
  });
});

it.each([
  ["{", "It is not JSON"],
  ["[]", "Filter is not an object"],
  ["{}", "Empty objects are not allowed"],
  ['{"a":{}}', "Empty objects are not allowed"],
  ['{"a":"b"}', '"a" must be an object or an array'],
  ['{"a":[]}', "Empty arrays are not allowed"],
  ['{"a":[["b"]]}', "Match value must be String, number, true, false, or null"],
  ['{"a":[{}]}', "Match expression name not found"],
  ['{"a":[{"like":"b"}]}', "Unrecognized match type like"],
  ['{"a":[{"prefix":"b","suffix":"c"}]}', "Only one key allowed in match expression"],
  ['{"a":[{"prefix":5}]}', "prefix match pattern must be a string"],
  ['{"a":[{"exists":"yes"}]}', "exists match pattern must be either true or false"],
  ['{"a":[{"wildcard":"a**"}]}', "Consecutive wildcard characters at pos 1"],
  ['{"a":[{"wildcard":"a\\\\b"}]}', "Invalid escape character at pos 1"],
  ['{"a":[{"cidr":"10.0.0.0/33"}]}', "Malformed CIDR"],
  ['{"a":[{"cidr":"10.0.0.0"}]}', "Malformed CIDR"],
  ['{"a":[{"numeric":5}]}', "Value of numeric must be an array"],
  ['{"a":[{"numeric":[]}]}', "Unrecognized numeric range operator"],
  ['{"a":[{"numeric":["!=",5]}]}', "Unrecognized numeric range operator: !="],
  ['{"a":[{"numeric":["<","5"]}]}', "Value of < must be numeric"],
  ['{"a":[{"numeric":["<",5,">",1]}]}', "Too many elements in numeric expression"],
  ['{"a":[{"numeric":[">",5,"<",1]}]}', "Bottom must be less than top"],
  ['{"a":[{"anything-but":[1,"a"]}]}', "mixed type is not supported"],
  ['{"a":[{"anything-but":null}]}', "mixed type is not supported"],
  ['{"a":[{"anything-but":{"numeric":["<",5]}}]}', "Unsupported anything-but pattern: numeric"],
  ['{"a":[{"anything-but":{"prefix":""}}]}', "Null prefix/suffix not allowed"],
])("refuses %s", (pattern, reason) => {
  expect(() => compile(pattern)).toThrow(
    expect.objectContaining({ code: "InvalidEventPatternException", message: expect.stringContaining(reason) }),
  );
});
