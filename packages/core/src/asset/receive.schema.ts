import * as z from "zod";

/** An object that came into the input bucket, as S3 tells it. `sequencer` orders what happened to one key. */
export const Arrival = z.object({
  key: z.string().min(1),
  bytes: z.int().nonnegative(),
  etag: z.string(),
  sequencer: z.string(),
  at: z.iso.datetime(),
});
export type Arrival = z.infer<typeof Arrival>;
