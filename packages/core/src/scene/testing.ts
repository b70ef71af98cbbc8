import type { Transcript, Word } from "../transcript/transcript.schema.ts";
import type { Shots, Sight, Vision } from "../vision/vision.schema.ts";
import type { Material } from "./material.ts";

const assetId = "ast_01JZX3V6Q5R8T9W2Y4A6C8E0G1";
const box = { left: 0.1, top: 0.1, width: 0.3, height: 0.6 };

/** Shots of the given lengths, one after another. */
export function shotsOf(...lengthsMs: number[]): Shots {
  let at = 0;
  const shots = lengthsMs.map((lengthMs) => {
    const startMs = at;
    at += lengthMs;
    return { startMs, endMs: at, cutScore: startMs === 0 ? 0 : 40 };
  });
  return { version: 1, assetId, shots };
}

interface Seen {
  readonly atMs: number;
  readonly labels?: Record<string, number>;
  readonly people?: number;
  readonly texts?: string[];
  readonly colour?: string;
}

export function visionOf(...seen: Seen[]): Vision {
  const sights = seen.map(({ atMs, labels = {}, people = 0, texts = [], colour = "#336699" }, at): Sight => {
    const names = Object.entries({ ...labels, ...(people > 0 && { Person: 0.9 }) });
    return {
      index: Math.floor(atMs / 2000),
      atMs,
      untilMs: seen[at + 1]?.atMs ?? atMs + 2000,
      labels: names.map(([name, confidence]) => ({ name, confidence, boxes: [] })),
      people: Array.from({ length: people }, () => ({ box, confidence: 0.9 })),
      faces: [],
      texts: texts.map((text) => ({ text, box: { ...box, top: 0.8 }, confidence: 0.9 })),
      colours: [{ hex: colour, share: 1 }],
    };
  });
  return { version: 1, assetId, engines: { labels: "a", faces: "b", text: "c" }, sights, texts: [] };
}

/** A word every 400 ms from `startMs` on, all one utterance. */
export function spoken(text: string, startMs: number, confidence = 1): Transcript {
  const words = text.split(" ").map((word, index): Word => {
    const from = startMs + index * 400;
    return { text: word, startMs: from, endMs: from + 300, confidence };
  });
  return {
    ...{ version: 1, assetId, source: "recognition", engine: "test", language: "en", timing: "measured", notes: [] },
    ...{ confidence, quotable: confidence >= 0.8, words, durationMs: words.at(-1)?.endMs ?? 0 },
    utterances: words.length > 0 ? [{ from: 0, to: words.length }] : [],
  };
}

export const materialFor = (parts: Partial<Material> & { durationMs: number }): Material => ({
  ...{ shots: undefined, transcript: undefined, vision: undefined, checks: undefined },
  ...parts,
});
