import { z } from "zod";

/** Part of a list: `cursor` of the page before, as it was given; `limit` items at most. */
export const PageQuery = z.object({
  cursor: z.string().max(2048).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** Newest first, as the table is asked for a page. Ids sort by time. */
export const newestFirst = ({ cursor, limit }: PageQuery) =>
  ({ order: "desc", limit, cursor: cursor ?? null }) as const;
