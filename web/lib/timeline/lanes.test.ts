import type { Checks } from "@videoflow/core/defect/defect.schema";
import type { Scenes } from "@videoflow/core/scene/scene.schema";
import type { Transcript } from "@videoflow/core/transcript/transcript.schema";
import type { Shots } from "@videoflow/core/vision/vision.schema";
import { expect, it } from "vitest";
import { lanesOf, soundDefects } from "./lanes.ts";

const scenes = {
  scenes: [
    { index: 0, startMs: 0, endMs: 4000, description: "A harbour." },
    { index: 1, startMs: 4000, endMs: 9000, description: "Hills." },
  ],
} as unknown as Scenes;
const shotsOf = (count: number) =>
  ({
    shots: Array.from({ length: count }, (_, at) => ({ startMs: at * 10, endMs: at * 10 + 10 })),
  }) as unknown as Shots;
const defect = (kind: string) =>
  ({ kind, startMs: 0, endMs: 500, severity: "major", value: 1, threshold: 2, unit: "" }) as Checks["defects"][number];
const checks = { defects: ["black", "silence", "loudness"].map(defect) } as unknown as Checks;
const titles = (known: Parameters<typeof lanesOf>[0]) => lanesOf(known).map(({ title }) => title);

it("leaves out what is not known, and shots that are no more than the scenes", () => {
  expect(titles({})).toEqual([]);
  expect(titles({ scenes, shots: shotsOf(2) })).toEqual(["Scenes"]);
  expect(titles({ scenes, shots: shotsOf(3) })).toEqual(["Scenes", "Shots"]);
});

it("shows what is seen to be wrong on a lane, and what is heard where the sound is, but for the whole programme", () => {
  const [lane] = lanesOf({ checks });
  expect(lane?.items.map(({ text }) => text.split(",")[0])).toEqual(["Black picture"]);
  expect(soundDefects(checks).map(({ text }) => text.split(",")[0])).toEqual(["Silence"]);
});

it("draws speech the weaker the less sure the machine was of it", () => {
  const word = (at: number, confidence: number) => ({ text: `w${at}`, startMs: at, endMs: at + 9, confidence });
  const transcript = {
    words: [word(0, 1), word(10, 1), word(20, 0.2)],
    utterances: [
      { from: 0, to: 2 },
      { from: 2, to: 3 },
    ],
  } as unknown as Transcript;
  const [sure, unsure] = lanesOf({ transcript })[0]?.items ?? [];
  expect([sure?.text, sure?.startMs, sure?.endMs]).toEqual(["“w0 w10”", 0, 19]);
  expect(unsure?.strength).toBeLessThan(sure?.strength ?? 0);
});
