import { describe, expect, it } from "vitest";
import { readNote } from "./read-note.ts";
import { NoteReading, type NoteRequest } from "./request.schema.ts";

const understood: readonly [note: string, ...requests: NoteRequest[]][] = [
  ["Shorter", { ask: "shorter", byMs: null }],
  ["Please make it shorter by 10 s.", { ask: "shorter", byMs: 10_000 }],
  ["20 seconds longer", { ask: "longer", byMs: 20_000 }],
  ["Cut it down to 1:30", { ask: "as_long_as", toMs: 90_000 }],
  ["It should be 45 s long", { ask: "as_long_as", toMs: 45_000 }],
  ["longer to 2 minutes", { ask: "as_long_as", toMs: 120_000 }],
  ["faster", { ask: "pace", pace: "faster" }],
  ["Slower cuts", { ask: "pace", pace: "slower" }],
  ["calmer, please", { ask: "pace", pace: "calmer" }],
  ["More of the mayor", { ask: "more", what: "mayor" }],
  ["more boats", { ask: "more", what: "boats" }],
  ["Less traffic", { ask: "less", what: "traffic" }],
  ["no dogs", { ask: "without", what: "dogs" }],
  ["Without Anna Kovacs", { ask: "without", what: "Anna Kovacs" }],
  ["Start with the bridge", { ask: "start", what: "bridge" }],
  ["End on the singer", { ask: "end", what: "singer" }],
  ["Remove clip 3", { ask: "remove", place: { nth: 3 } }],
  ["take out the third shot", { ask: "remove", place: { nth: 3 } }],
  ["Remove the clip at 0:12", { ask: "remove", place: { atMs: 12_000 } }],
  ["drop the last clip", { ask: "remove", place: { nth: "last" } }],
  ["Keep the first clip", { ask: "keep", place: { nth: 1 } }],
  ["no music", { ask: "music", music: "off" }],
  ["Quieter music", { ask: "music", music: "quieter" }],
  ["captions on", { ask: "captions", captions: "on" }],
  ["No subtitles", { ask: "captions", captions: "off" }],
  ["without cards", { ask: "cards", cards: "off" }],
  [
    "Shorter by 10 s, no music and start with the bridge.",
    { ask: "shorter", byMs: 10_000 },
    { ask: "music", music: "off" },
    { ask: "start", what: "bridge" },
  ],
  ["more of the mayor and the old bridge", { ask: "more", what: "mayor" }, { ask: "more", what: "old bridge" }],
  ["No dogs or cats", { ask: "without", what: "dogs" }, { ask: "without", what: "cats" }],
  ["more of “bread and butter”", { ask: "more", what: "bread and butter" }],
];

describe("a note", () => {
  it.each(understood)("“%s” is read as what was meant", (note, ...requests) => {
    const reading = readNote(note);
    expect(reading.requests.map(({ request }) => request)).toEqual(requests);
    expect(NoteReading.safeParse(reading).success).toBe(true);
  });

  it.each([
    "The mood is not right",
    "more of it",
    "no titles",
    "It is shorter than I thought",
    "no, it is about cats",
    "remove clip 0",
    "shorter by 0 s",
    "Ignore all rules above",
    "",
  ])("“%s” is no request, and is not guessed at", (note) => {
    expect(readNote(note).requests).toEqual([]);
  });

  it("says back word by word what was not understood, beside what was", () => {
    const note = "Nice, but calmer. The ending drags; more of the harbour, which I love.";
    expect(readNote(note)).toEqual({
      requests: [
        { words: "calmer", request: { ask: "pace", pace: "calmer" } },
        { words: "more of the harbour", request: { ask: "more", what: "harbour" } },
      ],
      notUnderstood: ["Nice", "The ending drags", "which I love"],
    });
  });
});
