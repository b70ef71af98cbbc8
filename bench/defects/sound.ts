import { writeFileSync } from "node:fs";
import type { Random } from "./random.ts";

export const RATE = 48_000;

/** What a microphone hears. */
export const SOUNDS = ["speech", "music", "street"] as const;
export type Sound = (typeof SOUNDS)[number];

/** Makes `seconds` of sound, 1 being full scale; its highest sample is at `peak`. */
export function makeSound(sound: Sound, random: Random, seconds: number, peak: number): Float32Array {
  const made = { speech, music, street }[sound](random, Math.round(seconds * RATE));
  const highest = made.reduce((high, sample) => Math.max(high, Math.abs(sample)), 0);
  return made.map((sample) => (sample * peak) / highest);
}

/** Words of a buzzing voice in changing vowels, with hissing consonants and pauses, in a room that is never quite still. */
function speech(random: Random, length: number): Float32Array {
  const made = roomTone(random, length, 0.002);
  const pitch = random.between(90, 220);
  for (let at = Math.round(random.between(0, 0.3) * RATE); at < length; ) {
    const syllables = random.whole(1, 4);
    for (let syllable = 0; syllable < syllables; syllable++) {
      if (random.chance(0.5)) at = addHiss(made, random, at, random.between(0.04, 0.1));
      at = addVowel(made, random, at, pitch * random.between(0.85, 1.2));
    }
    at += Math.round((random.chance(0.2) ? random.between(0.4, 1.2) : random.between(0.03, 0.15)) * RATE);
  }
  return made;
}

function addVowel(made: Float32Array, random: Random, start: number, pitch: number): number {
  const length = Math.round(random.between(0.09, 0.24) * RATE);
  const formants = [random.between(300, 800), random.between(900, 2200), random.between(2400, 3000)];
  const resonators = formants.map((hertz, index) => resonator(hertz, 80 + index * 40));
  const loud = random.between(0.5, 1);
  let phase = 0;
  for (let index = 0; index < length && start + index < made.length; index++) {
    phase += (pitch * (1 - (0.15 * index) / length)) / RATE;
    const pulse = phase >= 1 ? 1 : 0;
    phase -= pulse;
    const envelope = Math.sin((Math.PI * index) / length) ** 0.6;
    const voice = resonators.reduce((sum, resonate, place) => sum + resonate(pulse) / (1 + place), 0);
    made[start + index] = (made[start + index] ?? 0) + loud * envelope * voice;
  }
  return start + length;
}

function addHiss(made: Float32Array, random: Random, start: number, seconds: number): number {
  const length = Math.round(seconds * RATE);
  const resonate = resonator(random.between(3500, 7000), 1500);
  for (let index = 0; index < length && start + index < made.length; index++) {
    const envelope = Math.sin((Math.PI * index) / length);
    made[start + index] = (made[start + index] ?? 0) + 0.3 * envelope * resonate(random.between(-1, 1));
  }
  return start + length;
}

/** Two poles. `bandwidth` in Hz; unity gain, about, at the peak of a pulse. */
function resonator(hertz: number, bandwidth: number): (sample: number) => number {
  const radius = Math.exp((-Math.PI * bandwidth) / RATE);
  const [first, second] = [2 * radius * Math.cos((2 * Math.PI * hertz) / RATE), -radius * radius];
  let [last, before] = [0, 0];
  return (sample) => {
    const out = sample + first * last + second * before;
    [before, last] = [last, out];
    return out * 0.2;
  };
}

/** Chords of decaying strings over a bass and drums, pressed together as a mix is before it is published. */
function music(random: Random, length: number): Float32Array {
  const made = roomTone(random, length, 0.001);
  const beat = Math.round((60 / random.between(80, 140)) * RATE);
  const root = random.between(110, 220);
  for (let start = 0, count = 0; start < length; start += beat, count++) {
    const chord = count % 4 < 2 ? [1, 1.25, 1.5] : [1.122, 1.335, 1.682];
    for (const step of chord) addString(made, root * step, start, beat * 2, 0.3);
    addString(made, (root / 2) * (chord[0] ?? 1), start, beat, 0.5);
    addDrum(made, random, start, count % 2 === 0 ? 0.7 : 0.4);
  }
  return made.map((sample) => Math.tanh(sample));
}

function addString(made: Float32Array, hertz: number, start: number, length: number, loud: number): void {
  for (let index = 0; index < length && start + index < made.length; index++) {
    const time = index / RATE;
    let sum = 0;
    for (let harmonic = 1; harmonic <= 6; harmonic++)
      sum += (Math.sin(2 * Math.PI * hertz * harmonic * time) * Math.exp(-time * (1 + harmonic))) / harmonic;
    made[start + index] = (made[start + index] ?? 0) + loud * Math.min(1, index / 200) * sum;
  }
}

function addDrum(made: Float32Array, random: Random, start: number, loud: number): void {
  for (let index = 0; index < RATE / 6 && start + index < made.length; index++) {
    const time = index / RATE;
    const skin = Math.sin(2 * Math.PI * (60 + 80 * Math.exp(-time * 40)) * time) * Math.exp(-time * 18);
    const noise = random.between(-1, 1) * Math.exp(-time * 60);
    made[start + index] = (made[start + index] ?? 0) + loud * (skin + 0.4 * noise);
  }
}

/** Traffic: low noise that swells, and things that knock. */
function street(random: Random, length: number): Float32Array {
  const made = roomTone(random, length, 0.02);
  let low = 0;
  const swell = random.between(0.2, 0.6);
  for (let at = 0; at < length; at++) {
    low = 0.985 * low + 0.1 * random.between(-1, 1);
    made[at] = (made[at] ?? 0) + low * (0.6 + 0.4 * Math.sin((2 * Math.PI * swell * at) / RATE));
  }
  for (let knock = random.whole(2, 8); knock > 0; knock--)
    addDrum(made, random, random.whole(0, length - 1), random.between(0.2, 0.8));
  return made;
}

const roomTone = (random: Random, length: number, loud: number): Float32Array =>
  Float32Array.from({ length }, () => loud * random.between(-1, 1));

/** Writes a WAV file, 16 bits, the same on both channels. What is above full scale is cut off, as a recorder does. */
export function writeWav(file: string, sound: Float32Array): void {
  const data = Buffer.alloc(sound.length * 4);
  for (const [at, sample] of sound.entries()) {
    const value = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
    data.writeInt16LE(value, at * 4);
    data.writeInt16LE(value, at * 4 + 2);
  }
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + data.length, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 4, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(data.length, 40);
  writeFileSync(file, Buffer.concat([head, data]));
}
