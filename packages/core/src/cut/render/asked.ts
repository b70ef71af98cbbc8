import type { Defect } from "../../defect/defect.schema.ts";
import { fpsOf } from "../frame-rate.ts";
import { handlesOf, placesOf } from "../gates/reference.ts";
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
export function askedOf(spec: VariantSpec, defectsOf: (assetId: string) => readonly Defect[]) {
  const fps = fpsOf(spec.frameRate);
  const [black, still]: [AskedSpan[], AskedSpan[]] = [[], []];
  for (const [index, { item, start }] of placesOf(spec).entries()) {
    const { before, after } = handlesOf(spec.items, index);
    const place = { from: start - before, to: start + item.frames + after };
    if (item.kind === "card") {
      black.push(place);
      still.push(place);
      continue;
    }
    const shift = start - item.inFrame;
    for (const { kind, startMs, endMs } of defectsOf(item.assetId)) {
      if (kind !== "black" && kind !== "freeze") continue;
      const from = Math.max(place.from, Math.floor((startMs * fps) / 1000) + shift - AROUND);
      const to = Math.min(place.to, Math.ceil((endMs * fps) / 1000) + shift + AROUND);
      if (to > from) (kind === "black" ? black : still).push({ from, to });
      // What is black stands still.
      if (to > from && kind === "black") still.push({ from, to });
    }
  }
  return { black, still };
}

/** The check of footage looks every fifth of a second. In frames. */
const AROUND = 12;
