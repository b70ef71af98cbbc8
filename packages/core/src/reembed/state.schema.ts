import * as z from "zod";
import { RunId } from "../run/run.schema.ts";
import { VectorIndex } from "../search/search-index.schema.ts";

/** How the search index stands to what is deployed. */
export const ReembedState = z
  .object({
    /** What searches ask; absent as long as nothing was indexed or searched. */
    current: VectorIndex.optional(),
    /** What is being filled to take its place, and by which run. */
    next: VectorIndex.optional(),
    runId: RunId.optional(),
    /** Whether what is deployed needs other vectors than those of `current`. */
    isDue: z.boolean(),
    /** What there is to do; absent when there is nothing. */
    advice: z.string().optional(),
  })
  .meta({ id: "ReembedState" });
export type ReembedState = z.infer<typeof ReembedState>;
