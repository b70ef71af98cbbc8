import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#web/lib/api.ts";
import { LIVE_MS } from "#web/lib/queries/live.ts";
import type { RunStatus } from "#web/lib/status.ts";

const PAGE_SIZE = 50;

const isLive = ({ error, data }: { error: unknown; data: { status: RunStatus } | undefined }) =>
  error !== null || !data || data.status === "running";

export const runQueries = {
  all: () => ["run"] as const,

  /** Pages of runs, newest first; of one status, or of all with `null`. */
  list: (status: RunStatus | null = null) =>
    infiniteQueryOptions({
      queryKey: [...runQueries.all(), "list", status],
      queryFn: ({ pageParam, signal }) => api().listRuns({ status, cursor: pageParam, limit: PAGE_SIZE }, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
      refetchInterval: ({ state }) => LIVE_MS * (state.data?.pages.length ?? 1),
    }),

  detail: (runId: string) =>
    queryOptions({
      queryKey: [...runQueries.all(), "detail", runId],
      queryFn: ({ signal }) => api().getRun({ runId }, { signal }),
      refetchInterval: ({ state }) => (isLive(state) ? LIVE_MS : false),
    }),

  /** The way of a run; `live` while the run goes on. */
  graph: (runId: string, live: boolean) =>
    queryOptions({
      queryKey: [...runQueries.all(), "graph", runId],
      queryFn: ({ signal }) => api().getRunGraph({ runId }, { signal }),
      refetchInterval: live ? LIVE_MS : false,
    }),

  /** What each attempt at a step was given and returned. Asked for again when there is another attempt, or one has ended. */
  step: (runId: string, step: string, state: string) =>
    queryOptions({
      queryKey: [...runQueries.all(), "step", runId, step, state],
      queryFn: ({ signal }) => api().getStep({ runId, step }, { signal }),
    }),

  logs: (runId: string, step: string, attempt: number, live: boolean) =>
    queryOptions({
      queryKey: [...runQueries.all(), "logs", runId, step, attempt],
      queryFn: ({ signal }) => api().getStepLogs({ runId, step, attempt }, { signal }),
      refetchInterval: live ? 2 * LIVE_MS : false,
    }),
};
