import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#web/lib/api.ts";

const PAGE_SIZE = 50;
const RUNNING_MS = 1_000;
const AT_REST_MS = 5_000;

export const runQueries = {
  all: () => ["run"] as const,

  /** Pages of runs, newest first. */
  list: () =>
    infiniteQueryOptions({
      queryKey: [...runQueries.all(), "list"],
      queryFn: ({ pageParam, signal }) => api().listRuns({ cursor: pageParam, limit: PAGE_SIZE }, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
      refetchInterval: ({ state }) =>
        state.data?.pages.some(({ items }) => items.some((run) => run.status === "running")) ? RUNNING_MS : AT_REST_MS,
    }),

  detail: (runId: string) =>
    queryOptions({
      queryKey: [...runQueries.all(), "detail", runId],
      queryFn: ({ signal }) => api().getRun({ runId }, { signal }),
      refetchInterval: ({ state }) =>
        state.error === null && state.data && state.data.status !== "running" ? false : RUNNING_MS,
    }),
};
