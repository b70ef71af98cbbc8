import type { SavedQuery } from "@videoflow/client/schema";
import { filterOf, NO_FILTER, type SearchParams } from "./params.ts";

/** What of the address is kept under a name: words and filters that are given. Likeness to a moment is not. */
export function savedQueryOf(params: SearchParams): SavedQuery {
  const given = Object.entries({ ...filterOf(params), q: params.q.trim() }).filter(
    ([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(given);
}

/** The change of the address that asks a saved search, and nothing that was asked before. */
export const paramsOf = (query: SavedQuery) =>
  ({ q: null, like: null, ...NO_FILTER, ...query }) as Partial<{
    [Name in keyof SearchParams]: SearchParams[Name] | null;
  }>;

/** Whether the address asks just this. */
export const isAsked = (query: SavedQuery, params: SearchParams): boolean =>
  params.like === null && canonical(savedQueryOf(params)) === canonical(query);

const canonical = (query: SavedQuery): string =>
  JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)));
