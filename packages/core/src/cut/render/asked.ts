import type { Defect } from "../../defect/defect.schema.ts";
import { frameFrom, frameUpTo, rateOf } from "../frame-rate.ts";
import { handlesOf, placed } from "../placed.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";

/** Frames of a cut from `from` to before `to`. */
export interface AskedSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a cut itself asks for a black picture, and for one that stands still: its cards, which may be black as well, and what was found
 * in the footage of its clips when that was checked.
 */
export function askedOf({ items, frameRate }: VariantSpec, defectsOf: (assetId: string) => readonly Defect[]) {
  const rate = rateOf(frameRate);
  const [black, still]: [AskedSpan[], AskedSpan[]] = [[], []];
  for (const [index, { item, startFrame, endFrame }] of placed(items).entries()) {
    const { before, after } = handlesOf(items, index);
    const place = { from: startFrame - before, to: endFrame + after };
    if (item.kind === "card") {
      black.push(place);
      still.push(place);
      continue;
    }
    const shift = startFrame - item.inFrame;
    for (const { kind, startMs, endMs } of defectsOf(item.assetId)) {
      if (kind !== "black" && kind !== "freeze") continue;
      const from = Math.max(place.from, frameUpTo(startMs, rate) + shift - AROUND);
      const to = Math.min(place.to, frameFrom(endMs, rate) + shift + AROUND);
      if (to > from) (kind === "black" ? black : still).push({ from, to });
      // What is black stands still.
      if (to > from && kind === "black") still.push({ from, to });
    }
  }
  return { black, still };
}

/** The check of footage looks every fifth of a second. In frames. */
const AROUND = 12;
