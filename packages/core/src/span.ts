import * as z from "zod";

/** Whole milliseconds from the first picture (or, without one, the first sound) of the proxy. */
export const Ms = z.int().nonnegative();

/** A time range of an asset; `endMs` is the first moment that no longer belongs to it. */
export const span = { startMs: Ms, endMs: Ms };

/** From 0 (a guess) to 1 (certain), as the engine that answered says it. */
export const Confidence = z.number().min(0).max(1);
export type Confidence = z.infer<typeof Confidence>;
