import type { Facets } from "@videoflow/client/schema";
import { expect, it } from "vitest";
import { chosenOptions, filterGroups, marksFirst } from "./filter-groups.ts";
import { loadSearchParams } from "./params.ts";

const facets: Facets = {
  labels: [{ value: "Boat", count: 4 }],
  people: [
    { value: "0", count: 5 },
    { value: "1", count: 2 },
    { value: "3+", count: 1 },
  ],
  speech: [{ value: "true", count: 8 }],
  defects: [{ value: "none", count: 8 }],
  tags: [],
  collections: [],
};
const groupsOf = (query: string) => filterGroups(loadSearchParams(new URLSearchParams(query)), facets);
const optionsOf = (query: string, id: string) => groupsOf(query).find((group) => group.id === id)?.options ?? [];

it("adds up people from each number on, and leaves out what nothing has", () => {
  expect(optionsOf("", "people").map(({ label, count }) => [label, count])).toEqual([
    ["Anybody", 3],
    ["2 or more", 1],
    ["3 or more", 1],
  ]);
  expect(optionsOf("", "speech").map(({ value }) => value)).toEqual(["true"]);
});

it("keeps a choice that nothing has any more, so that it can be given up", () => {
  const [gone, boat] = optionsOf("label=Zebra&label=Boat", "label");
  expect(gone).toEqual({ value: "Zebra", label: "Zebra", on: true, change: { label: ["Boat"] } });
  expect(boat).toMatchObject({ value: "Boat", count: 4, on: true, change: { label: ["Zebra"] } });
  expect(optionsOf("label=Boat", "label")[0]?.change).toEqual({ label: null });
});

it.each([
  ["", "Up to 1 min", { minDurationMs: null, maxDurationMs: 60_000 }],
  ["maxDurationMs=60000", "Up to 1 min", { minDurationMs: null, maxDurationMs: null }],
  ["minDurationMs=5000", "5.0 s and more", { minDurationMs: null, maxDurationMs: null }],
])("offers lengths with ?%s", (query, label, change) => {
  expect(optionsOf(query, "duration").find((option) => option.label === label)?.change).toEqual(change);
});

it("lists what is on, over all groups", () => {
  const chosen = chosenOptions(groupsOf("people=1&speech=true&after=2026-01-02&text=Exit"));
  expect(chosen.map(({ title, label }) => `${title}: ${label}`)).toEqual([
    "People: Anybody",
    "Text in picture: Exit",
    "Speech: Somebody speaks",
    "Date: From 2026-01-02",
  ]);
});

it("asks assets for their marks first, and says of none how many moments have it", () => {
  const groups = marksFirst(
    filterGroups(loadSearchParams(new URLSearchParams("tag=sea")), {
      ...{ ...facets, tags: [{ value: "sea", count: 40 }], collections: [{ value: "Summer", count: 9 }] },
    }),
  );
  expect(groups.slice(0, 3).map(({ id }) => id)).toEqual(["tag", "collection", "people"]);
  expect(groups[0]?.options).toEqual([{ value: "sea", label: "sea", on: true, change: { tag: null } }]);
  expect(groups[2]?.options[0]).toMatchObject({ count: 3 });
});
