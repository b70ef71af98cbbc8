import type { Transcript } from "@videoflow/core/transcript/transcript.schema";
import { expect, it } from "vitest";
import { proofsOf } from "./evidence.ts";

const words = ["The", "ferry", "leaves"].map((text, index) => ({
  ...{ text, confidence: 1 },
  ...{ startMs: 1000 + index * 500, endMs: 1400 + index * 500 },
}));
const transcript = { words } as unknown as Transcript;
const said = { kind: "words", from: 1, to: 3, text: "ferry leaves" } as const;
const seen = { kind: "frame", index: 0, atMs: 400, seen: "boat" } as const;

it("puts what was said and seen in the order of time, each place once", () => {
  const sea = { ...seen, atMs: 900, seen: "sea" };
  expect(proofsOf([said, sea, seen, said], transcript)).toEqual([
    { ms: 400, what: "seen: boat; seen: sea" },
    { ms: 1500, what: "said: ferry leaves" },
  ]);
});

it("shows no place for words that nobody has, instead of a wrong one", () => {
  expect(proofsOf([said, seen], undefined)).toEqual([{ ms: 400, what: "seen: boat" }]);
  expect(proofsOf([{ ...said, from: 99, to: 100 }], transcript)).toEqual([]);
});
