import type { UnderstandStep } from "./understanding.schema.ts";

/** What each step is made from: the steps whose results it reads. */
const NEEDS: Readonly<Record<UnderstandStep, readonly UnderstandStep[]>> = {
  Derive: [],
  Hear: ["Derive"],
  Captions: ["Hear"],
  Shots: ["Derive"],
  Sample: ["Shots"],
  See: ["Sample"],
  Gather: ["See"],
  Measure: ["Derive"],
  Check: ["Measure"],
  Scenes: ["Hear", "Shots", "Gather", "Check"],
  Brief: ["Scenes"],
  Embed: ["Scenes"],
  Index: ["Scenes", "Brief"],
};

/** Whether `step` is made again when everything from `from` on is: it is that step, or depends on it. */
export function isForced(step: UnderstandStep, from: UnderstandStep | null | undefined): boolean {
  if (!from) return false;
  return step === from || NEEDS[step].some((needed) => isForced(needed, from));
}
