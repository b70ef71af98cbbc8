import type { MeasuredPicture } from "./measured.schema.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** Whether a sample shows another picture than the one before, as behind a cut: unlike in many pixels and in its large shapes. */
export function isAnotherPicture({ unlike, likeness }: MeasuredPicture, sample: number): boolean {
  const { another } = THRESHOLDS.blockiness;
  return (unlike[sample] ?? 1) > another.unlike && (likeness[sample] ?? 0) < another.likeness;
}
