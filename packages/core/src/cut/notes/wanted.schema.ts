import * as z from "zod";
import { Answer } from "../gate.schema.ts";
import { Moment } from "../order.schema.ts";

/** A request as the crew works on it: with what it was measured by in the version of which it was said. */
export const Wanted = Answer.extend({
  /**
   * How it was then: the length of the cut in milliseconds; of pace, that of a clip in the mean; of something that there is to be more
   * or less of, that of the clips with it; of music, its gain in dB. Null where it is none of these.
   */
  was: z.number().nullable(),
  /** How it is to be, where that is a figure: milliseconds of the cut, dB, or by how much clips are to be longer than usual. */
  figure: z.number().nullable(),
  /** The footage of the part that is meant; null where none is. */
  moment: Moment.nullable(),
});
export type Wanted = z.infer<typeof Wanted>;

/** What the crew is to do that orders do not tell. */
export const Direction = z.object({
  /** How long clips are, of what is usual. */
  pace: z.number().positive().default(1),
  /** Whether it is to be less lively. */
  calm: z.boolean().default(false),
  /** Numbers of the order's must-haves with which the cut begins and ends. */
  opens: z.int().nonnegative().nullable().default(null),
  closes: z.int().nonnegative().nullable().default(null),
  music: z.enum(["usual", "on", "off"]).default("usual"),
  /** Of the music; null for what is usual. */
  gainDb: z.number().min(-60).max(6).nullable().default(null),
  cards: z.boolean().default(true),
});
export type Direction = z.infer<typeof Direction>;
