import { z } from "zod";

/** A piece of the media bucket by the keys of its folders: after one, up to and with another; null where it has no bound. */
export const Range = z.object({ after: z.string().nullable(), until: z.string().nullable() });
export type Range = z.infer<typeof Range>;
