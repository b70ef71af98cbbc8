import { validation } from "./errors.ts";

/** The `Limit` of the list operations. */
export function pageSize(limit = 100): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 100) return limit;
  throw validation(`Limit must be between 1 and 100, not ${limit}.`);
}

/** Cuts a list with one item too many into a page; the token is the name of the page's last item. */
export function page<Item extends { name: string }>(found: readonly Item[], limit: number) {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1)?.name : undefined;
  return { items, NextToken: last === undefined ? {} : { NextToken: last } };
}
