import type { BedName } from "@videoflow/core/cut/variant-spec.schema";
import type { Drum } from "./drums.ts";
import type { SOUNDS } from "./voices.ts";

type Instrument = keyof typeof SOUNDS;

/** What one instrument does in a bar of sixteen steps. */
interface Part {
  readonly instrument: Instrument;
  readonly loud: number;
  /** Which tones of the chord, lowest first, at which steps: `.` is a rest, `*` all of them. Held for `length` steps. */
  readonly pattern: string;
  readonly length: number;
  /** In octaves. */
  readonly shift: number;
  /** From which bar on, counted within the first eight; what is not there yet builds the piece up. */
  readonly from: number;
}

interface Beat {
  readonly drum: Drum;
  readonly loud: number;
  /** `x` is a stroke, `-` a soft one. */
  readonly pattern: string;
  readonly from: number;
}

export interface Score {
  readonly beatsAMinute: number;
  /** Chords, a bar each, as notes. The first is where the piece comes to rest. */
  readonly chords: readonly (readonly number[])[];
  readonly parts: readonly Part[];
  readonly beats: readonly Beat[];
  readonly room: { readonly wet: number; readonly seconds: number };
  /** How much the beat lets everything else breathe, 0 to 1. */
  readonly pump: number;
}

/** The beds of music, as scores. All of them are our own. */
export const SCORES: Readonly<Record<BedName, Score>> = {
  /** A minor: goes forward, light-footed, and leaves room for a voice. */
  pulse: {
    ...{ beatsAMinute: 120, room: { wet: 0.24, seconds: 1.4 }, pump: 0.25 },
    chords: [
      [57, 60, 64, 67],
      [53, 57, 60, 64],
      [60, 64, 67, 71],
      [55, 59, 62, 64],
    ],
    parts: [
      { instrument: "pad", loud: 0.13, pattern: "*...............", length: 16, shift: 0, from: 0 },
      { instrument: "pluck", loud: 0.2, pattern: "0.2.1.3.2.1.3.2.", length: 2, shift: 1, from: 0 },
      { instrument: "bass", loud: 0.34, pattern: "0..0..0.0..0..0.", length: 2, shift: -2, from: 2 },
      { instrument: "keys", loud: 0.12, pattern: "*.....*...*.....", length: 3, shift: 0, from: 4 },
    ],
    beats: [
      { drum: "kick", loud: 0.5, pattern: "x.......x.......", from: 2 },
      { drum: "snare", loud: 0.17, pattern: "....x.......x...", from: 4 },
      { drum: "hat", loud: 0.09, pattern: "x-x-x-x-x-x-x-x-", from: 2 },
    ],
  },
  /** E minor: four on the floor. */
  drive: {
    ...{ beatsAMinute: 128, room: { wet: 0.18, seconds: 1.1 }, pump: 0.55 },
    chords: [
      [52, 59, 64, 67],
      [48, 55, 60, 64],
      [55, 59, 62, 67],
      [50, 57, 62, 66],
    ],
    parts: [
      { instrument: "pad", loud: 0.11, pattern: "*...............", length: 16, shift: 0, from: 0 },
      { instrument: "stab", loud: 0.1, pattern: "*..*..*...*..*..", length: 1, shift: 1, from: 2 },
      { instrument: "bass", loud: 0.34, pattern: "..0...0...0...0.", length: 2, shift: -1, from: 1 },
      { instrument: "pluck", loud: 0.12, pattern: "3.2.3.1.3.2.3.0.", length: 1, shift: 1, from: 4 },
    ],
    beats: [
      { drum: "kick", loud: 0.62, pattern: "x...x...x...x...", from: 0 },
      { drum: "snare", loud: 0.2, pattern: "....x.......x..-", from: 2 },
      { drum: "hat", loud: 0.12, pattern: "..x...x...x...x.", from: 1 },
      { drum: "shaker", loud: 0.05, pattern: "x-x-x-x-x-x-x-x-", from: 4 },
    ],
  },
  /** C major: opens up, hopeful. */
  dawn: {
    ...{ beatsAMinute: 90, room: { wet: 0.36, seconds: 2.1 }, pump: 0 },
    chords: [
      [60, 64, 67, 74],
      [57, 60, 64, 71],
      [53, 57, 60, 67],
      [55, 59, 62, 69],
    ],
    parts: [
      { instrument: "pad", loud: 0.15, pattern: "*...............", length: 16, shift: 0, from: 0 },
      { instrument: "keys", loud: 0.2, pattern: "0...2...1.3...2.", length: 4, shift: 0, from: 0 },
      { instrument: "bass", loud: 0.26, pattern: "0.......0.....0.", length: 6, shift: -2, from: 2 },
      { instrument: "bell", loud: 0.06, pattern: "......3.......1.", length: 4, shift: 1, from: 4 },
    ],
    beats: [
      { drum: "kick", loud: 0.32, pattern: "x.........x.....", from: 4 },
      { drum: "shaker", loud: 0.06, pattern: "..x...x...x...x-", from: 2 },
    ],
  },
  /** D major with sevenths: stands still, for what is told quietly. */
  still: {
    ...{ beatsAMinute: 70, room: { wet: 0.46, seconds: 2.8 }, pump: 0 },
    chords: [
      [50, 57, 61, 66],
      [47, 54, 62, 66],
      [43, 55, 59, 66],
      [45, 52, 59, 64],
    ],
    parts: [
      { instrument: "pad", loud: 0.17, pattern: "*...............", length: 16, shift: 0, from: 0 },
      { instrument: "keys", loud: 0.14, pattern: "3.......2.....1.", length: 6, shift: 1, from: 0 },
      { instrument: "bell", loud: 0.06, pattern: "....1.......3...", length: 4, shift: 2, from: 2 },
      { instrument: "bass", loud: 0.2, pattern: "0...............", length: 14, shift: -1, from: 2 },
    ],
    beats: [],
  },
};
