import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { Reason } from "../reason.ts";

/**
 * A message that could not be delivered or handled. `source` says what it was: news of an original (`received`), or an event
 * (`undelivered`). `id` names it while it lies there.
 */
export const DeadLetter = z
  .object({
    id: z.string(),
    source: z.enum(["received", "undelivered"]),
    /** What it tells: the key of an original, or the kind of an event. */
    about: z.string(),
    assetId: AssetId.optional(),
    reason: Reason,
    /** When it was sent for the first time. */
    sentAt: z.iso.datetime(),
    /** How often it was tried, where that is known. */
    tries: z.int().nonnegative().optional(),
    body: z.unknown(),
  })
  .meta({ id: "DeadLetter" });
export type DeadLetter = z.infer<typeof DeadLetter>;

/** `more`: there are others, which were not read. */
export const DeadLetters = z.object({ items: z.array(DeadLetter), more: z.boolean() }).meta({ id: "DeadLetters" });
export type DeadLetters = z.infer<typeof DeadLetters>;

/** How many dead letters were sent, and which could not be, and why. */
export const Redriven = z
  .object({ sent: z.int().nonnegative(), failed: z.array(z.object({ id: z.string(), message: z.string() })) })
  .meta({ id: "RedrivenLetters" });
export type Redriven = z.infer<typeof Redriven>;
