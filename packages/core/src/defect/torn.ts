import { usualNear } from "./around.ts";
import type { MeasuredPicture } from "./measured.schema.ts";
import { THRESHOLDS } from "./thresholds.ts";

const HALF = 0.5;

/** Whether much of the picture became another all at once, and more so than moves near it do: grey, or what was there long before. */
export function isTorn({ unlike, likeness }: MeasuredPicture, sample: number): boolean {
  const { nearMs, torn } = THRESHOLDS.blockiness;
  const usual = (values: readonly number[]) => usualNear(values, sample, nearMs, HALF);
  const share = unlike[sample] ?? 1;
  const isSudden = share >= torn.unlike && share >= torn.times * usual(unlike);
  return isSudden && (likeness[sample] ?? 0) <= usual(likeness) - torn.likeness;
}
