import { SAMPLE_RATE, type Stereo } from "../sound/stereo.ts";

/** In seconds; no two have a common divisor to speak of. After M. R. Schroeder, "Natural sounding artificial reverberation", 1962. */
const COMBS = [0.0297, 0.0371, 0.0411, 0.0437];
const ALL_PASSES = [0.005, 0.0017];

/** Adds the room in which something is played: `wet` of it, gone after about `seconds`. */
export function addRoom({ left, right }: Stereo, wet: number, seconds: number): void {
  for (const [samples, spread] of [
    [left, 1],
    [right, 1.043],
  ] as const) {
    const room = new Float32Array(samples.length);
    for (const comb of COMBS)
      echo(samples, room, Math.round(comb * spread * SAMPLE_RATE), 0.001 ** ((comb * spread) / seconds));
    for (const pass of ALL_PASSES) diffuse(room, Math.round(pass * spread * SAMPLE_RATE), 0.7);
    for (let at = 0; at < samples.length; at++) samples[at] = (samples[at] as number) + wet * (room[at] as number);
  }
}

/** Each echo is darker than the one before. */
function echo(input: Float32Array, out: Float32Array, delay: number, feedback: number): void {
  const line = new Float32Array(delay);
  let dark = 0;
  for (let at = 0, place = 0; at < input.length; at++) {
    const value = line[place] as number;
    dark += 0.55 * (value - dark);
    line[place] = (input[at] as number) + dark * feedback;
    out[at] = (out[at] as number) + value / COMBS.length;
    place = place + 1 === delay ? 0 : place + 1;
  }
}

function diffuse(samples: Float32Array, delay: number, gain: number): void {
  const line = new Float32Array(delay);
  for (let at = 0, place = 0; at < samples.length; at++) {
    const kept = line[place] as number;
    const value = (samples[at] as number) + kept * gain;
    line[place] = value;
    samples[at] = kept - value * gain;
    place = place + 1 === delay ? 0 : place + 1;
  }
}
