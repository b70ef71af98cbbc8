import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { AssetPage } from "@videoflow/client/schema";
import { api } from "#web/lib/api.ts";
import { cutsWith } from "#web/lib/cut/cuts-with.ts";
import { withNewest } from "#web/lib/library-pages.ts";
import type { AssetFilter } from "#web/lib/library-params.ts";
import { readPeaks } from "#web/lib/peaks.ts";
import { isBeingUnderstood, isInWork } from "#web/lib/status.ts";

const PAGE_SIZE = 48;
/** Cuts that are listed at once beside other things of an asset. */
const USES = 10;
/** How often to ask again: soon while something is in work, else now and then for what others have dropped. */
const IN_WORK_MS = 1_000;
const AT_REST_MS = 5_000;
/** As long as a signed address can be relied on. */
const SIGNED_MS = 50 * 60_000;

const asked = ({ status, tag, collection }: AssetFilter) => ({ status, tag: [...tag], collection: [...collection] });

const hasWork = ({ items }: AssetPage) => items.some(({ status }) => isInWork(status));

export const assetQueries = {
  all: () => ["asset"] as const,

  /** Pages of the library, newest first. */
  list: (filter: AssetFilter) =>
    infiniteQueryOptions({
      queryKey: [...assetQueries.all(), "list", filter],
      queryFn: ({ pageParam, signal }) =>
        api().listAssets({ ...asked(filter), cursor: pageParam, limit: PAGE_SIZE }, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
      // The first page is kept up to date by `newest`; the others are asked for again only while there is work in them.
      refetchInterval: ({ state: { data } }) =>
        data?.pages.slice(1).some(hasWork) ? AT_REST_MS * data.pages.length : false,
    }),

  /** Pages of what was deleted and can still be restored. */
  trash: () =>
    infiniteQueryOptions({
      queryKey: [...assetQueries.all(), "trash"],
      queryFn: ({ pageParam, signal }) =>
        api().listAssets({ trash: "true", cursor: pageParam, limit: PAGE_SIZE }, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
    }),

  allNewest: () => [...assetQueries.all(), "newest"] as const,

  /** Keeps `list` up to date: one request for its beginning, however much of it is loaded. */
  newest: (filter: AssetFilter) =>
    queryOptions({
      queryKey: [...assetQueries.allNewest(), filter],
      queryFn: async ({ client, signal }) => {
        const newest = await api().listAssets({ ...asked(filter), limit: PAGE_SIZE }, { signal });
        client.setQueryData(assetQueries.list(filter).queryKey, (known) => known && withNewest(known, newest));
        return newest;
      },
      refetchInterval: ({ state }) => (state.data && hasWork(state.data) ? IN_WORK_MS : AT_REST_MS),
    }),

  detail: (assetId: string) =>
    queryOptions({
      queryKey: [...assetQueries.all(), "detail", assetId],
      queryFn: ({ signal }) => api().getAsset({ assetId }, { signal }),
      refetchInterval: ({ state }) => {
        if (state.error !== null || !state.data || isInWork(state.data.status)) return IN_WORK_MS;
        return isBeingUnderstood(state.data) ? AT_REST_MS : false;
      },
    }),

  /** Pages of the cuts in which an asset is. */
  uses: (assetId: string) =>
    infiniteQueryOptions({
      queryKey: [...assetQueries.all(), "uses", assetId],
      queryFn: ({ pageParam, signal }) => api().listUses({ assetId, cursor: pageParam, limit: USES }, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
    }),

  /** The cuts whose latest revision shows an asset. */
  cutsWith: (assetId: string) =>
    queryOptions({
      queryKey: [...assetQueries.all(), "cuts-with", assetId],
      queryFn: () => cutsWith([assetId]),
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
