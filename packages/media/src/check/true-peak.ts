/** Phases of the filter that puts three samples between every two: 12 taps each, the other two phases are these backwards. */
const PHASES = [
  [
    ...[0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625],
    ...[0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125],
  ],
  [
    ...[-0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625],
    ...[0.77978515625, -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375],
  ],
].flatMap((phase) => [Float64Array.from(phase), Float64Array.from(phase).reverse()]);

export const TAPS = 12;
/** Between samples the wave goes no further beyond the highest than all taps of a phase together let it. */
const MOST_BEYOND = Math.max(...PHASES.map((phase) => phase.reduce((sum, tap) => sum + Math.abs(tap), 0)));

/**
 * Highest value of the wave that goes through `samples`, 1 being full scale (ITU-R BS.1770-4, annex 2). The first TAPS - 1 are
 * those before. Only whether it is more than `least` is looked at, else `least` is returned.
 */
export function truePeak(samples: Float32Array, least: number): number {
  let highest = least;
  const looked = highest / MOST_BEYOND;
  // A wave rises above a sample that is itself loud: around others it need not be drawn.
  let until = 0;
  for (let at = TAPS - 1; at < samples.length; at++) {
    const sample = samples[at] as number;
    if (Math.abs(sample) > looked) until = at + TAPS;
    if (at >= until) continue;
    for (const phase of PHASES) {
      let sum = 0;
      for (let tap = 0; tap < TAPS; tap++) sum += (phase[tap] as number) * (samples[at - tap] as number);
      const value = sum < 0 ? -sum : sum;
      if (value > highest) highest = value;
    }
  }
  return highest;
}
