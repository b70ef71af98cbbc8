import * as z from "zod";
import type { Technical } from "./technical.schema.ts";

/** What a list shows of the technical facts. `width` and `height` are of the picture as it is to be seen; absent where there is none. */
export const Format = z.object({
  durationMs: z.int().nonnegative(),
  width: z.int().nonnegative().optional(),
  height: z.int().nonnegative().optional(),
});
export type Format = z.infer<typeof Format>;

export const formatOf = ({ durationMs, video }: Technical): Format => ({
  durationMs,
  ...(video && { width: video.displayWidth, height: video.displayHeight }),
});
