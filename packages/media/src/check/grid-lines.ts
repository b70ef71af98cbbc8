import type { Grid } from "@videoflow/core/defect/measured";

/** Borders nearer to each other than this are skipped, one or more of two, so that what lies between can be told from them. */
const LEAST_PITCH = 8;
/** Lines that are no borders, but so near to one that scaling has smeared it over them. */
const SMEARED = 1.5;

export interface Lines {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/** Values of a picture's lines, apart for those at borders of blocks and for those elsewhere. The outermost two are left out. */
export function onGrid(values: Float64Array, { pitch, offset }: Grid): { at: Lines; elsewhere: Lines } {
  const apart = pitch * Math.max(1, 2 ** Math.ceil(Math.log2(LEAST_PITCH / pitch)));
  const [at, elsewhere]: [number[], number[]] = [[], []];
  for (let line = 2; line < values.length - 2; line++) {
    const from = (((line - offset) % apart) + apart) % apart;
    const distance = Math.min(from, apart - from);
    if (distance <= 0.5) at.push(values[line] as number);
    else if (distance >= SMEARED) elsewhere.push(values[line] as number);
  }
  return { at: summary(at), elsewhere: summary(elsewhere) };
}

function summary(values: readonly number[]): Lines {
  const count = values.length;
  const mean = count === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / count;
  const variance = count === 0 ? 0 : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  return { count, mean, variance };
}
