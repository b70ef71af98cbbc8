import type { Material, Range } from "./material.ts";

/** A moment that is longer is no moment: a talk of an hour in one shot is cut where the speaker pauses. */
export const LONGEST_SCENE_MS = 60_000;
/** Where a long shot is cut: near a multiple of this, at the longest pause within reach. */
const PIECE_MS = 30_000;
const REACH_MS = 8_000;

/** The smallest parts that scenes are made of: shots, long ones cut at pauses; without a picture, the sound cut so. */
export function unitsOf(material: Material): Range[] {
  const whole = { startMs: 0, endMs: Math.max(1, material.durationMs) };
  const shots: readonly Range[] = material.shots?.shots ?? [whole];
  return shots.flatMap((shot) => cutLong(shot, material));
}

function cutLong({ startMs, endMs }: Range, material: Material): Range[] {
  const pieces: Range[] = [];
  let from = startMs;
  while (endMs - from > LONGEST_SCENE_MS) {
    const to = pauseNear(from + PIECE_MS, material);
    pieces.push({ startMs: from, endMs: to });
    from = to;
  }
  pieces.push({ startMs: from, endMs });
  return pieces;
}

/** The middle of the longest pause between two words within reach; the time itself where nobody speaks. */
function pauseNear(atMs: number, { transcript }: Material): number {
  const words = transcript?.words ?? [];
  let best = { atMs, lengthMs: 0 };
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (!next || word.endMs < atMs - REACH_MS || next.startMs > atMs + REACH_MS) continue;
    const lengthMs = next.startMs - word.endMs;
    if (lengthMs > best.lengthMs) best = { atMs: Math.round((word.endMs + next.startMs) / 2), lengthMs };
  }
  return best.atMs;
}
