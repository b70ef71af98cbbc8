import type { Defect } from "./defect.schema.ts";
import type { SampleSpan } from "./spans.ts";

/** A defect before it is judged. */
export type Finding = Omit<Defect, "severity">;

/** The finding's times, from samples that are `everyMs` apart. */
export const timesOf = ({ first, end }: SampleSpan, everyMs: number) => ({
  startMs: first * everyMs,
  endMs: end * everyMs,
});

/** For people and for comparing: more digits than anybody could measure only make documents differ. */
export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
