import * as z from "zod";
import { AssetId } from "../../asset/asset.schema.ts";
import { Ms } from "../../span.ts";

/** What other editing programs have to know of an asset in order to find its original and to line it up. */
export const InterchangeSource = z.object({
  assetId: AssetId,
  /** As people know it: the file's name. */
  name: z.string().min(1),
  /** Where its original lies, or the file's name alone; editing programs link by it. */
  uri: z.string().min(1),
  durationMs: Ms,
  /** Frames a second, exact; null for sound without a picture. */
  frameRate: z
    .string()
    .regex(/^\d+\/\d+$/)
    .nullable(),
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  /** Of its first frame, `01:00:00:00` or with `;` for drop frame; null where the file has none. */
  timecode: z.string().nullable(),
  audio: z.object({ channels: z.int().positive(), sampleRate: z.int().positive() }).nullable(),
});
export type InterchangeSource = z.infer<typeof InterchangeSource>;

/** By `assetId`. */
export type Sources = ReadonlyMap<string, InterchangeSource>;
