import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#web/lib/api.ts";
import { readPeaks } from "#web/lib/peaks.ts";
import { type AssetStatus, isInWork } from "#web/lib/status.ts";

const PAGE_SIZE = 48;
/** How often to ask again: soon while something is in work, else now and then for what others have dropped. */
const IN_WORK_MS = 1_000;
const AT_REST_MS = 5_000;
/** As long as a signed address can be relied on. */
const SIGNED_MS = 50 * 60_000;

export const assetQueries = {
  all: () => ["asset"] as const,

  /** Pages of the library, newest first; of one status, or of all with `null`. */
  list: (status: AssetStatus | null) =>
    infiniteQueryOptions({
      queryKey: [...assetQueries.all(), "list", status],
      queryFn: ({ pageParam, signal }) => api().listAssets({ status, cursor: pageParam, limit: PAGE_SIZE }, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
      refetchInterval: ({ state }) =>
        state.data?.pages.some(({ items }) => items.some((asset) => isInWork(asset.status))) ? IN_WORK_MS : AT_REST_MS,
    }),

  detail: (assetId: string) =>
    queryOptions({
      queryKey: [...assetQueries.all(), "detail", assetId],
      queryFn: ({ signal }) => api().getAsset({ assetId }, { signal }),
      refetchInterval: ({ state }) =>
        state.error === null && state.data && !isInWork(state.data.status) ? false : IN_WORK_MS,
    }),

  /** WebVTT with signed addresses of the sprites. */
  storyboard: (assetId: string) =>
    queryOptions({
      queryKey: [...assetQueries.all(), "storyboard", assetId],
      queryFn: ({ signal }) => api().getStoryboard({ assetId }, { signal }),
      staleTime: SIGNED_MS,
    }),

  /** The drawing of the sound. It never changes; the address only says where it is. */
  waveform: (assetId: string, url: string) =>
    queryOptions({
      queryKey: [...assetQueries.all(), "waveform", assetId],
      queryFn: ({ signal }) => readPeaks(url, signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
