import type { BedName } from "@videoflow/core/cut/variant-spec.schema";
import { lufsOf } from "../sound/measure.ts";
import { amplitude, SAMPLE_RATE, type Stereo, silence } from "../sound/stereo.ts";
import { strike } from "./drums.ts";
import { addRoom } from "./room.ts";
import { SCORES, type Score } from "./scores.ts";
import { play, SOUNDS } from "./voices.ts";

/** Changes with what is played, so that sound made of it is made again. */
export const MUSIC_VERSION = 1;

const STEPS = 16;
/** What a bed is brought to, so that a gain means the same for all. */
const LUFS = -20;
/** In seconds: what the last chord needs to ring. */
const RINGS = 1.8;
/** After each of these there are two bars in which the drums rest. */
const PHRASE = 16;

/**
 * Plays a bed of exactly so many samples, at its own tempo: it builds up within eight bars, or at once where there are fewer, and ends
 * on its first chord, which rings out. The same every time.
 */
export function bed(name: BedName, samples: number): Stereo {
  const score = SCORES[name];
  const step = (SAMPLE_RATE * 60) / score.beatsAMinute / 4;
  const half = (STEPS / 2) * step;
  // The last chord comes on a strong beat: the first of a bar, or the third.
  const halves = Math.max(0, Math.floor((samples - RINGS * SAMPLE_RATE) / half));
  const [tones, drums] = [silence(samples), silence(samples)];
  const bars = Math.ceil(halves / 2);
  for (let bar = 0; bar < bars; bar++) playBar(score, { bar, bars, step, end: halves * half }, tones, drums);
  playEnd(score, Math.round(halves * half), tones, drums);
  if (score.pump > 0) pump(tones, 4 * step, score.pump, halves * half);
  addRoom(tones, score.room.wet, score.room.seconds);
  for (const side of ["left", "right"] as const) add(tones[side], drums[side]);
  return levelled(ringingOut(tones));
}

interface Bar {
  readonly bar: number;
  readonly bars: number;
  /** Length of a step, in samples. */
  readonly step: number;
  /** Where the last chord comes. */
  readonly end: number;
}

function playBar({ chords, parts, beats }: Score, { bar, bars, step, end }: Bar, tones: Stereo, drums: Stereo): void {
  const chord = chords[bar % chords.length] ?? [];
  // Short pieces have no time to build up.
  const built = bars < 12 ? bar * 2 + 4 : bar;
  const rests = bar >= PHRASE && bar % PHRASE < 2 && bars - bar > 4;
  const at = (index: number) => Math.round((bar * STEPS + index) * step);
  for (const { instrument, loud, pattern, length, shift, from } of parts) {
    if (built < from || (rests && instrument === "bass")) continue;
    for (const [index, sign] of [...pattern].entries()) {
      if (sign === "." || at(index) >= end) continue;
      const notes = sign === "*" ? chord : [chord[Number(sign)] ?? chord[0] ?? 60];
      for (const [voice, note] of notes.entries()) {
        const held = Math.min(Math.round(length * step), end - at(index));
        const pan =
          notes.length > 1
            ? (voice / (notes.length - 1) - 0.5) * 0.7
            : instrument === "bass"
              ? 0
              : ((index % 4) - 1.5) * 0.22;
        const soft = notes.length > 1 ? 0.8 : 1;
        play(tones, SOUNDS[instrument], {
          at: at(index),
          length: held,
          note: note + 12 * shift,
          loud: loud * soft,
          pan,
        });
      }
    }
  }
  for (const { drum, loud, pattern, from } of beats) {
    if (built < from || rests) continue;
    for (const [index, sign] of [...pattern].entries())
      if (sign !== "." && at(index) < end)
        strike(drums, drum, at(index), sign === "x" ? loud : loud * 0.45, drum === "hat" ? 0.25 : 0);
  }
}

function playEnd({ chords: [chord = []], beats }: Score, at: number, tones: Stereo, drums: Stereo): void {
  const length = Math.max(0, tones.left.length - at);
  for (const [voice, note] of chord.entries()) {
    const pan = (voice / chord.length - 0.4) * 0.6;
    play(tones, { ...SOUNDS.pad, attack: 0.02 }, { at, length, note, loud: 0.14, pan });
    play(tones, SOUNDS.keys, { at, length, note: note + 12, loud: 0.16, pan });
  }
  play(tones, { ...SOUNDS.bass, decay: 1.6 }, { at, length, note: (chord[0] ?? 48) - 12, loud: 0.34 });
  const kick = beats.find(({ drum }) => drum === "kick");
  if (kick) strike(drums, "kick", at, kick.loud);
}

/** On each beat, all tones step back for a moment. */
function pump({ left, right }: Stereo, beat: number, depth: number, end: number): void {
  for (let at = 0; at < Math.min(end, left.length); at++) {
    const factor = 1 - depth * (1 - Math.min(1, (at % beat) / (beat * 0.7))) ** 2;
    left[at] = (left[at] as number) * factor;
    right[at] = (right[at] as number) * factor;
  }
}

function add(to: Float32Array, from: Float32Array): void {
  for (let at = 0; at < to.length; at++) to[at] = (to[at] as number) + (from[at] as number);
}

/** Nothing is cut off at the end. */
function ringingOut(sound: Stereo): Stereo {
  const { left, right } = sound;
  const length = Math.min(left.length, Math.round(0.9 * SAMPLE_RATE));
  for (let index = 0; index < length; index++) {
    const factor = (1 - (index + 1) / length) ** 1.5;
    const at = left.length - length + index;
    left[at] = (left[at] as number) * factor;
    right[at] = (right[at] as number) * factor;
  }
  return sound;
}

function levelled({ left, right }: Stereo): Stereo {
  const measured = lufsOf({ left, right });
  const factor = measured === null ? 1 : amplitude(LUFS - measured);
  return { left: left.map((value) => value * factor), right: right.map((value) => value * factor) };
}
