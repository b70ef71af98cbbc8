import { mean } from "./finding.ts";
import type { MeasuredSound } from "./measured.schema.ts";
import { rounded } from "./measured.ts";

/** EBU R 128 of a whole programme. */
export interface Loudness {
  readonly integratedLufs: number;
  readonly rangeLu: number;
  readonly truePeakDbtp: number;
}

/** In samples: gating blocks of 400 ms, and 3 s for the range; a new one each 100 ms. */
const BLOCK = 4;
const SHORT_TERM = 30;
/** LUFS and LU. What is quieter is no part of the programme. */
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;
const RANGE_GATE = -20;
const [RANGE_LOW, RANGE_HIGH] = [0.1, 0.95];

/**
 * Integrated loudness (ITU-R BS.1770-4), loudness range (EBU Tech 3342) and true peak of the whole, from the energy of its
 * samples. Null when all of it is silence.
 */
export function loudnessOf({ energy, truePeak }: Pick<MeasuredSound, "energy" | "truePeak">): Loudness | null {
  const blocks = loud(movingMeans(energy, BLOCK));
  if (blocks.length === 0) return null;
  const integrated = lufs(mean(above(blocks, RELATIVE_GATE)));
  return {
    integratedLufs: rounded(integrated, 1),
    rangeLu: rounded(rangeOf(loud(movingMeans(energy, SHORT_TERM))), 1),
    truePeakDbtp: rounded(20 * Math.log10(truePeak), 1),
  };
}

function rangeOf(shortTerms: readonly number[]): number {
  const sorted = above(shortTerms, RANGE_GATE).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const [low, high] = [at(RANGE_LOW), at(RANGE_HIGH)];
  return low === undefined || high === undefined ? 0 : lufs(high) - lufs(low);
}

const lufs = (energy: number): number => -0.691 + 10 * Math.log10(energy);

const loud = (energies: readonly number[]): number[] => energies.filter((energy) => lufs(energy) > ABSOLUTE_GATE);

/** Those that are not further below their mean than a gate lets through. */
const above = (energies: readonly number[], gate: number): number[] => {
  const least = mean(energies) * 10 ** (gate / 10);
  return energies.filter((energy) => energy > least);
};

function movingMeans(values: readonly number[], length: number): number[] {
  return Array.from({ length: Math.max(0, values.length - length + 1) }, (_, at) =>
    mean(values.slice(at, at + length)),
  );
}
