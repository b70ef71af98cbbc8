import type { Scene } from "../scene/scene.schema.ts";
import { createIndex } from "./memory-index.ts";
import type { SegmentAsset } from "./segment.schema.ts";
import { segmentOf } from "./segment.ts";

/** A scene of ten seconds in which this is said, or what is given otherwise. */
export const sceneOf = (text: string, facts: Partial<Scene> = {}, index = 0): Scene => ({
  ...{ index, startMs: index * 10_000, endMs: (index + 1) * 10_000, shots: null, description: text, evidence: [] },
  speech: text ? { from: 0, to: 1, text, confidence: 1, quotable: true } : null,
  ...{ labels: [], people: 0, faces: 0, texts: [], colours: [], defects: [], posterFrame: null },
  ...facts,
});

export const labelled = (...names: string[]) => names.map((name) => ({ name, confidence: 0.9 }));

export const wholeAsset = (facts: Partial<SegmentAsset> = {}): SegmentAsset => ({
  ...{ name: "a.mov", createdAt: "2026-01-01T00:00:00.000Z", durationMs: 60_000, tags: [], collections: [] },
  ...facts,
});

/** An index of one asset that has these scenes. */
export function indexOf(scenes: readonly Scene[]) {
  const keeper = createIndex();
  const { scenes: indexed } = segmentOf("ast_1", scenes);
  keeper.apply({ assetId: "ast_1", part: 0, firstScene: 0, changedAt: "1", asset: wholeAsset(), scenes: indexed });
  return keeper;
}
