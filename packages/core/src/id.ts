import { ulid } from "ulid";
import * as z from "zod";

/** What an id names, by its first letters. */
export type IdPrefix = "wsp" | "ast" | "run" | "cbk" | "opr" | "key" | "evt" | "whk" | "dlv" | "cut" | "shr" | "srh";

/** Crockford's base 32, as ULIDs are written: no I, L, O, U. */
export const ULID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Schema of ids like `ast_01JZX3V6Q5R8T9W2Y4A6C8E0G1`: three letters and a ULID. They sort by time of creation. */
export const idSchema = (prefix: IdPrefix) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}_[0-7][${ULID_ALPHABET}]{25}$`),
      `must be an id such as ${prefix}_01JZX3V6Q5R8T9W2Y4A6C8E0G1`,
    );

/** A new id. */
export const createId = (prefix: IdPrefix): string => `${prefix}_${ulid()}`;
