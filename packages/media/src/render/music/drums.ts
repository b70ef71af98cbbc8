import { SAMPLE_RATE, type Stereo } from "../sound/stereo.ts";

export type Drum = "kick" | "snare" | "hat" | "shaker";

/** Chance that is the same every time. Numerical Recipes, "quick and dirty" generator. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** Each drum once, as it is then played again and again. */
const HITS: Readonly<Record<Drum, Float32Array>> = {
  kick: hit(
    0.32,
    (time) => Math.sin(2 * Math.PI * (46 * time + 5.2 * (1 - Math.exp(-time * 26)))) * Math.exp(-time * 11),
  ),
  snare: hissing(
    0.2,
    0.55,
    (time) => Math.exp(-time * 24) * 0.8,
    7,
    (time) => 0.5 * Math.sin(2 * Math.PI * 188 * time) * Math.exp(-time * 30),
  ),
  hat: hissing(0.07, 0.96, (time) => Math.exp(-time * 70), 11),
  shaker: hissing(0.1, 0.9, (time) => Math.sin(Math.min(1, time / 0.03) * 1.57) * Math.exp(-time * 36), 23),
};

function hit(seconds: number, wave: (time: number) => number): Float32Array {
  const length = Math.round(seconds * SAMPLE_RATE);
  return Float32Array.from(
    { length },
    (_, at) => wave(at / SAMPLE_RATE) * Math.min(1, (length - at) / 200) * Math.min(1, at / 30),
  );
}

/** Noise without its low part: the more `bright`, the higher. */
function hissing(
  seconds: number,
  bright: number,
  level: (time: number) => number,
  seed: number,
  tone = (_time: number) => 0,
): Float32Array {
  const next = noise(seed);
  let [before, kept] = [0, 0];
  return hit(seconds, (time) => {
    const value = next();
    kept = bright * (kept + value - before);
    before = value;
    return kept * level(time) + tone(time);
  });
}

export function strike(out: Stereo, drum: Drum, at: number, loud: number, pan = 0): void {
  const wave = HITS[drum];
  for (let index = 0; index < wave.length && at + index < out.left.length; index++) {
    const value = (wave[index] as number) * loud;
    out.left[at + index] = (out.left[at + index] as number) + value * Math.sqrt((1 - pan) / 2);
    out.right[at + index] = (out.right[at + index] as number) + value * Math.sqrt((1 + pan) / 2);
  }
}
