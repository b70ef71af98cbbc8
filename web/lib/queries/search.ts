import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "#web/lib/api.ts";
import { filterOf, type SearchParams } from "#web/lib/search/params.ts";

const PAGE_SIZE = 30;
/** Posters in the answer are signed for an hour; what others have dropped may be a little late. */
const STALE_MS = 60_000;

export const searchQueries = {
  all: () => ["search"] as const,

  /** Pages of moments, best first. A request that is no longer wanted is broken off. */
  moments: (params: SearchParams) =>
    infiniteQueryOptions({
      queryKey: [...searchQueries.all(), "moments", params],
      queryFn: ({ pageParam, signal }) => {
        const page = { ...filterOf(params), cursor: pageParam, limit: PAGE_SIZE };
        if (!params.like) return api().searchMoments({ ...page, q: params.q.trim() }, { signal });
        const { assetId, scene } = params.like;
        return api().searchLike({ ...page, like: assetId, scene }, { signal });
      },
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
      staleTime: STALE_MS,
    }),
};
