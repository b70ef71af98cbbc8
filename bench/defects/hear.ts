import { type Case, type Fault, isOfPicture } from "./case.ts";
import { Random } from "./random.ts";
import { makeSound, RATE } from "./sound.ts";

/** A tenth of a second is cut off when so much of it is at the ceiling; pauses between words are part of what is cut off. */
const WINDOW = RATE / 10;
const CUT_OFF = 0.01;
const PAUSE_SECONDS = 1.5;

/** An overdriven voice is cut off where it speaks: in its pauses nothing is wrong. */
function cutOffSpans(sound: Float32Array, fault: Fault): Fault[] {
  const ceiling = sound.reduce((high, sample) => Math.max(high, Math.abs(sample)), 0);
  const spans: Fault[] = [];
  for (let first = 0; first < sound.length; first += WINDOW) {
    const window = sound.subarray(first, first + WINDOW);
    const atCeiling = window.reduce((count, sample) => count + (Math.abs(sample) > ceiling - 1e-6 ? 1 : 0), 0);
    if (atCeiling < CUT_OFF * WINDOW) continue;
    const [start, end] = [first / RATE, (first + WINDOW) / RATE];
    const last = spans.at(-1);
    if (last && start - last.end <= PAUSE_SECONDS) spans[spans.length - 1] = { ...last, end };
    else spans.push({ ...fault, start, end });
  }
  return spans;
}

export interface Recording {
  readonly sound: Float32Array;
  /** What is wrong with it and can be heard. */
  readonly faults: readonly Fault[];
}

/** The sound of a case with its fault, if it is one of the sound. */
export function record(footage: Case): Recording {
  const fault = footage.faults.find((one) => !isOfPicture(one));
  const sound = makeFaulty(footage, fault);
  if (!fault) return { sound, faults: [] };
  return { sound, faults: fault.kind === "clipping" ? cutOffSpans(sound, fault) : [fault] };
}

function makeFaulty(footage: Case, fault: Fault | undefined): Float32Array {
  const { seconds } = footage;
  const random = new Random(footage.seed ^ 0x50d);
  const sound = makeSound(footage.sound, random, seconds, footage.peak);
  if (!fault) return sound;
  const [first, end] = [Math.round(fault.start * RATE), Math.round(fault.end * RATE)];
  const isIn = (_: number, at: number) => at >= first && at < end;
  switch (fault.kind) {
    case "silence": {
      // Switched off, or a preamplifier that still hisses.
      const hiss = fault.variant === 0 ? 0 : 10 ** (-72 / 20);
      return sound.map((sample, at) => (isIn(sample, at) ? hiss * random.between(-1, 1) : sample));
    }
    case "clipping":
      return clip(sound, isIn, fault, random);
    case "loudness":
      return fault.variant === 0 ? turnedDown(sound, fault.strength) : pressed(sound, fault.strength);
    case "drift":
      return drifted(sound, 0.2 + 0.8 * fault.strength, fault.variant);
    default:
      return sound;
  }
}

/** Turned up too far for a converter that ends at full scale, or at a decibel below it. */
function clip(sound: Float32Array, isIn: (sample: number, at: number) => boolean, fault: Fault, random: Random) {
  const loud = normalised(sound);
  const gain = 10 ** ((9 + 12 * fault.strength) / 20);
  const ceiling = fault.variant === 0 ? 1 : random.between(0.89, 1);
  return loud.map((sample, at) =>
    isIn(sample, at) ? Math.max(-1, Math.min(1, sample * gain)) * ceiling : sample * 0.5,
  );
}

const normalised = (sound: Float32Array): Float32Array => {
  const highest = sound.reduce((high, sample) => Math.max(high, Math.abs(sample)), 0);
  return sound.map((sample) => sample / highest);
};

/** Recorded far too low: where it is loud, its root mean square is at -45 dBFS, or up to 8 dB lower. */
function turnedDown(sound: Float32Array, strength: number): Float32Array {
  const squares = Array.from({ length: Math.floor(sound.length / (4 * WINDOW)) }, (_, at) =>
    meanSquare(sound.subarray(at * 4 * WINDOW, (at + 1) * 4 * WINDOW)),
  );
  const loud = squares.filter((square) => square > meanSquare(sound) / 10);
  const level = loud.reduce((sum, square) => sum + square, 0) / loud.length;
  const gain = Math.sqrt(10 ** ((-45 - 8 * strength) / 10) / level);
  return sound.map((sample) => sample * gain);
}

const meanSquare = (sound: Float32Array): number =>
  sound.reduce((sum, sample) => sum + sample * sample, 0) / sound.length;

/** As if for a jingle: everything is at the ceiling. */
const pressed = (sound: Float32Array, strength: number): Float32Array =>
  normalised(sound).map((sample) => 0.97 * Math.tanh(sample * (12 + 20 * strength)));

/** A recorder whose clock is off by `seconds` at the end, or that stopped so much earlier. */
function drifted(sound: Float32Array, seconds: number, variant: 0 | 1): Float32Array {
  const length = sound.length - Math.round(seconds * RATE);
  if (variant === 0) return sound.slice(0, length);
  const pace = length / sound.length;
  return Float32Array.from({ length }, (_, at) => sound[Math.floor(at / pace)] ?? 0);
}
