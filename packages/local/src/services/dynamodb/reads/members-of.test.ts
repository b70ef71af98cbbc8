import { expect, it } from "vitest";
import { membersOf } from "./members-of.ts";

const item = {
  pk: { S: "plain" },
  'quo"ted': { S: 'say "hello", {not} [a list]\\' },
  "back\\slash": { M: { 'inner "name"': { L: [{ S: "]}" }, { N: "1" }, { M: {} }, { L: [] }] }, pk: { S: "inner" } } },
  "Ünï\u2028\n": { S: "\\\\" },
  empty: { M: {} },
  flag: { BOOL: true },
  none: { NULL: true },
  bytes: { B: "AAEC" },
  set: { SS: ["a", '"', "\\"] },
};
const json = JSON.stringify(item);
const names = Object.keys(item) as (keyof typeof item)[];

it.each(names)("finds the member %j and no other", (name) => {
  expect(JSON.parse(membersOf(json, new Set([name])))).toEqual({ [name]: item[name] });
});

it.each(names)("leaves out the member %j and no other", (name) => {
  const { [name]: _, ...others } = item;
  expect(JSON.parse(membersOf(json, new Set(names.filter((other) => other !== name))))).toEqual(others);
});

it("has none of a name that nothing has, not even inside, and nothing of an empty object", () => {
  expect(membersOf(json, new Set(['inner "name"', "S"]))).toBe("{}");
  expect(membersOf("{}", new Set(["S"]))).toBe("{}");
});
