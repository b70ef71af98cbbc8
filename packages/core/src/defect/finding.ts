import type { Defect } from "./defect.schema.ts";
import { PICTURE_MS } from "./measured.ts";
import type { SampleSpan } from "./spans.ts";

/** A defect before it is judged. */
export type Finding = Omit<Defect, "severity">;

/** The finding's times, from samples that are `everyMs` apart. */
export const timesOf = ({ first, end }: SampleSpan, everyMs: number) => ({
  startMs: first * everyMs,
  endMs: end * everyMs,
});

/** Whether a sample of the picture is in one of them. */
export const isIn = (findings: readonly Pick<Finding, "startMs" | "endMs">[], sample: number): boolean =>
  findings.some(({ startMs, endMs }) => startMs <= sample * PICTURE_MS && sample * PICTURE_MS < endMs);

/** Of as many as there are: a spread argument list ends at some hundred thousand. */
export const greatest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : sum(values) / values.length;

/** What a share of values does not exceed. */
export const exceededByFew = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
