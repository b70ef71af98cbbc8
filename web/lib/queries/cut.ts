import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { CutOrder, CutSummary, NewRevision } from "@videoflow/client/schema";
import { api } from "#web/lib/api.ts";
import { isBeingMade } from "#web/lib/status.ts";
import { LIVE_MS } from "./live.ts";

const PAGE_SIZE = 48;
const AT_REST_MS = 5_000;
/** As long as a signed address can be relied on. */
const SIGNED_MS = 50 * 60_000;

const anyBeingMade = (pages: readonly { readonly items: readonly CutSummary[] }[]) =>
  pages.some(({ items }) => items.some(({ status }) => isBeingMade(status)));

export const cutQueries = {
  all: () => ["cut"] as const,

  /** Pages of cuts, newest first. */
  list: () =>
    infiniteQueryOptions({
      queryKey: [...cutQueries.all(), "list"],
      queryFn: ({ pageParam, signal }) => api().listCuts({ cursor: pageParam, limit: PAGE_SIZE }, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
      refetchInterval: ({ state: { data } }) =>
        data && anyBeingMade(data.pages) ? LIVE_MS * data.pages.length : AT_REST_MS,
    }),

  detail: (cutId: string) =>
    queryOptions({
      queryKey: [...cutQueries.all(), "detail", cutId],
      queryFn: ({ signal }) => api().getCut({ cutId }, { signal }),
      refetchInterval: ({ state: { data } }) => (!data || isBeingMade(data.status) ? LIVE_MS : AT_REST_MS),
    }),

  /** Revisions are never written over. */
  revision: (cutId: string, revision: number) =>
    queryOptions({
      queryKey: [...cutQueries.all(), "revision", cutId, revision],
      queryFn: ({ signal }) => api().getRevision({ cutId, revision }, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),

  /** What an order would take, and what stands in its way. */
  quote: (order: CutOrder) =>
    queryOptions({
      queryKey: [...cutQueries.all(), "quote", { ...order, brand: { ...order.brand, logo: undefined } }],
      queryFn: ({ signal }) => api().quoteCut(order, { signal }),
    }),

  /** What could stand in a clip's place in a revision. */
  alternatives: (cutId: string, revision: number, itemId: string) =>
    queryOptions({
      queryKey: [...cutQueries.all(), "alternatives", cutId, revision, itemId],
      queryFn: ({ signal }) => api().listAlternatives({ cutId, itemId }, { signal }),
      staleTime: SIGNED_MS,
    }),

  /** Where a clip of a revision may be trimmed to. */
  trimPoints: (cutId: string, revision: number, itemId: string) =>
    queryOptions({
      queryKey: [...cutQueries.all(), "trim-points", cutId, revision, itemId],
      queryFn: ({ signal }) => api().getTrimPoints({ cutId, itemId }, { signal }),
      staleTime: SIGNED_MS,
    }),

  /** What a change of a revision would come to; nothing is kept. */
  trial: (cutId: string, revision: number | undefined, change: NewRevision) =>
    queryOptions({
      queryKey: [...cutQueries.all(), "trial", cutId, revision, change],
      queryFn: ({ signal }) => api().reviseCut({ cutId, ...change, dryRun: true }, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),

  shares: (cutId: string) =>
    queryOptions({
      queryKey: [...cutQueries.all(), "shares", cutId],
      queryFn: ({ signal }) => api().listShares({ cutId }, { signal }),
    }),
};
