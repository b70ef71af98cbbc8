import { describe, expect, it } from "vitest";
import { compare } from "./compare.ts";

const row = (kind: string, updatedAt: string, value = 1) => ({ kind, updatedAt, value });
const against = (found: ReturnType<typeof row>[]) =>
  compare([row("proxy", "5")], found, { keyOf: ({ kind }) => kind, asOf: "6" });

describe("a row of the bucket", () => {
  it.each([
    ["is not in the table", [], { put: [row("proxy", "5")], isNewer: false }],
    ["is in the table", [row("proxy", "5")], { put: [], isNewer: false }],
    ["is older in the table", [row("proxy", "4", 2)], { put: [row("proxy", "5")], isNewer: false }],
    ["is spoilt in the table", [row("proxy", "5", 2)], { put: [row("proxy", "5")], isNewer: false }],
    ["is newer in the table", [row("proxy", "7", 2)], { put: [], isNewer: true }],
  ])("that %s", (_what, found, expected) => {
    expect(against(found)).toEqual({ ...expected, remove: [] });
  });
});

it("a row of which the bucket knows nothing goes, unless it came after the bucket was told", () => {
  const [old, late] = [row("audio", "6"), row("poster", "7")];
  const there = row("proxy", "5");
  expect(against([there, old])).toEqual({ put: [], remove: [old], isNewer: false });
  expect(against([there, old, late])).toEqual({ put: [], remove: [old], isNewer: true });
});
