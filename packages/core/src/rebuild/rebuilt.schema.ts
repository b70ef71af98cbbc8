import * as z from "zod";

const count = z.int().nonnegative();

/** What a rebuild did, in assets but for `runs`. */
export const Rebuilt = z
  .object({
    /** Put back as the bucket says. */
    restored: count,
    /** Were in the table as the bucket says. */
    unchanged: count,
    /** Were newer in the table than in the bucket, and stay so; the bucket was told where nothing works on them. */
    kept: count,
    /** Runs put back, with their attempts. */
    runs: count,
    /** Were in the table, but in no bucket. */
    removed: count,
    /** Have an original whose work had not ended, or were not understood yet: their work was started again. */
    resumed: count,
  })
  .meta({ id: "Rebuilt" });
export type Rebuilt = z.infer<typeof Rebuilt>;
