import type { Origin } from "./source.ts";

/** Deterministic chance, from 0 up to 1: the same seed gives the same row. Mulberry32. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words that travelled with a minute of footage. */
export const origin = (changes: Partial<Origin> = {}): Origin => ({
  assetId: "ast_01JZX3V6Q5R8T9W2Y4A6C8E0G1",
  durationMs: 60_000,
  source: "sidecar",
  language: "und",
  notes: [],
  ...changes,
});
