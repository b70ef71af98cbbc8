import type { MeasuredPicture } from "./measured.schema.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** Whether a sample hardly differs from the one before: see THRESHOLDS. */
export function standsStill({ change, changed }: MeasuredPicture, sample: number): boolean {
  const { change: most, refined, refinement } = THRESHOLDS.freeze;
  const greatest = change[sample] ?? 255;
  return greatest <= most || (greatest <= refinement && (changed[sample] ?? 1) <= refined);
}
