import type { Vision } from "@videoflow/core/vision/vision.schema";
import { expect, it } from "vitest";
import { seenOf } from "./seen.ts";

const box = { left: 0, top: 0, width: 1, height: 1 };
const sight = (atMs: number, untilMs: number, people: number, ...labels: [string, number][]) => ({
  ...{ index: atMs / 1000, atMs, untilMs, faces: [], texts: [], colours: [] },
  labels: labels.map(([name, confidence]) => ({ name, confidence, boxes: [] })),
  people: Array.from({ length: people }, () => ({ box, confidence: 0.9 })),
});
const vision = (...sights: Vision["sights"]): Vision => ({
  ...{ version: 1, assetId: "ast_1", engines: { labels: "l", faces: "f", text: "t" }, texts: [] },
  sights,
});

it("makes one span of frames that follow each other and show the same", () => {
  const { labels } = seenOf(
    vision(
      sight(0, 2000, 0, ["Boat", 0.6]),
      sight(2000, 6000, 0, ["Boat", 0.9], ["Sea", 0.7]),
      sight(6000, 8000, 0),
      sight(8000, 9000, 0, ["Boat", 0.5]),
    ),
  );
  expect(labels).toEqual([
    {
      name: "Boat",
      confidence: 0.9,
      totalMs: 7000,
      spans: [
        { startMs: 0, endMs: 6000 },
        { startMs: 8000, endMs: 9000 },
      ],
    },
    { name: "Sea", confidence: 0.7, totalMs: 4000, spans: [{ startMs: 2000, endMs: 6000 }] },
  ]);
});

it("does not show what the engine hardly believes", () =>
  expect(seenOf(vision(sight(0, 1000, 0, ["Giraffe", 0.49]))).labels).toEqual([]));

it("tells when how many people are in the picture, and says nothing where nobody is", () => {
  const { people } = seenOf(
    vision(sight(0, 1000, 2), sight(1000, 2000, 2), sight(2000, 3000, 0), sight(3000, 4000, 2), sight(4000, 5000, 1)),
  );
  expect(people).toEqual([
    { startMs: 0, endMs: 2000, count: 2 },
    { startMs: 3000, endMs: 4000, count: 2 },
    { startMs: 4000, endMs: 5000, count: 1 },
  ]);
});
