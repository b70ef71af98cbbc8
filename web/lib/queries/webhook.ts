import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#web/lib/api.ts";

const PAGE_SIZE = 50;
const PENDING_MS = 1_000;
const AT_REST_MS = 5_000;

export const webhookQueries = {
  all: () => ["webhook"] as const,

  /** Pages of webhooks, newest first. */
  list: () =>
    infiniteQueryOptions({
      queryKey: [...webhookQueries.all(), "list"],
      queryFn: ({ pageParam, signal }) => api().listWebhooks({ cursor: pageParam, limit: PAGE_SIZE }, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
      refetchInterval: AT_REST_MS,
    }),

  detail: (webhookId: string) =>
    queryOptions({
      queryKey: [...webhookQueries.all(), "detail", webhookId],
      queryFn: ({ signal }) => api().getWebhook({ webhookId }, { signal }),
      refetchInterval: AT_REST_MS,
    }),

  /** Pages of what was sent to a webhook, newest first. */
  deliveries: (webhookId: string) =>
    infiniteQueryOptions({
      queryKey: [...webhookQueries.all(), "deliveries", webhookId],
      queryFn: ({ pageParam, signal }) =>
        api().listDeliveries({ webhookId, cursor: pageParam, limit: PAGE_SIZE }, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
      refetchInterval: ({ state }) =>
        state.data?.pages.some(({ items }) => items.some(({ status }) => status === "pending"))
          ? PENDING_MS
          : AT_REST_MS,
    }),

  /** What a webhook can be told of. */
  events: () =>
    queryOptions({
      queryKey: [...webhookQueries.all(), "events"],
      queryFn: ({ signal }) => api().listEvents({}, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
