import * as z from "zod";

/** Where the table goes on, as ElectroDB writes it: a key in JSON, in base64url. */
const Cursor = z.string().max(2048).refine(isKey, "must be the cursor of the page before");

function isKey(cursor: string): boolean {
  try {
    return z.record(z.string(), z.string()).safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString())).success;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Part of a list: `cursor` of the page before, as it was given; `limit` items at most. */
export const PageQuery = z.object({
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** Newest first, as the table is asked for a page. Ids sort by time. */
export const newestFirst = ({ cursor, limit }: PageQuery) =>
  ({ order: "desc", limit, cursor: cursor ?? null }) as const;
