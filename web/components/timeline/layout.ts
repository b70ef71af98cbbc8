/** The column of names beside the lanes; `LANE_FIELD` is what is left for the lanes themselves. */
export const LANE_LABEL = "w-16 shrink-0 truncate pr-2 text-ink-faint text-micro sm:w-20";
export const LANE_FIELD = "absolute inset-y-0 right-0 left-16 sm:left-20";
export const LANE_TRACK =
  "relative min-w-0 flex-1 cursor-crosshair touch-pan-y rounded-[2px] focus-visible:outline-offset-0";
