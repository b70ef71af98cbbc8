import * as z from "zod";

const count = z.int().nonnegative();

/** What a Reembed did: what is in the index that serves now. */
export const Reembedded = z.object({ index: z.string(), assets: count, scenes: count }).meta({ id: "Reembedded" });
export type Reembedded = z.infer<typeof Reembedded>;
