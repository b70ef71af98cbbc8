import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeCase, PICTURE_KINDS } from "./case.ts";
import { prove } from "./prove.ts";
import { matches, scoreOf } from "./score.ts";

/** The seed that thresholds were chosen by: here it is asked whether what they were chosen for still holds. */
const SEED = 1;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "videoflow-defects-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The first of each has another fault in its sound: together they have every kind. */
it.each(PICTURE_KINDS)(
  "finds what is wrong with %s footage, in the picture and in the sound, and nothing else",
  { timeout: 180_000 },
  async (kind) => {
    const { faults, defects, footage } = await prove(makeCase(kind, 0, SEED), folder);
    const kinds = new Set([...faults, ...defects].map((one) => one.kind));
    const wrong = [...kinds].map((one) => scoreOf(one, [{ faults, defects }]));
    expect(
      wrong.filter(({ missed, falseAlarms }) => missed + falseAlarms > 0),
      JSON.stringify({ faults, defects }),
    ).toEqual([]);
    expect(footage.faults).toHaveLength(2);
  },
);

it.each([0, 1])("finds nothing wrong with clean footage %i", { timeout: 180_000 }, async (index) => {
  expect((await prove(makeCase("clean", index, SEED), folder)).defects).toEqual([]);
});

it.each([
  ["the same span", 1000, 3000, true],
  ["both ends half a second off", 1500, 3500, true],
  ["half of a span", 1000, 2000, true],
  ["less than half of it", 1000, 1900, false],
  ["another place", 5000, 7000, false],
])("takes a detection of %s for what it is", (_what, startMs, endMs, expected) => {
  expect(matches({ start: 1, end: 3 }, { startMs, endMs })).toBe(expected);
});
