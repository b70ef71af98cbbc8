import { queryOptions } from "@tanstack/react-query";
import { api } from "#web/lib/api.ts";
import { LIVE_MS } from "#web/lib/queries/live.ts";

/** Reading dead letters hides them for a moment from whoever else reads them, so it is done now and then. */
const LETTERS_MS = 10_000;

export const healthQueries = {
  all: () => ["health"] as const,

  pipeline: () =>
    queryOptions({
      queryKey: [...healthQueries.all(), "pipeline"],
      queryFn: ({ signal }) => api().getPipelineHealth({}, { signal }),
      refetchInterval: LIVE_MS,
    }),

  problems: () =>
    queryOptions({
      queryKey: [...healthQueries.all(), "problems"],
      queryFn: ({ signal }) => api().listProblems({}, { signal }),
      refetchInterval: LIVE_MS,
    }),

  deadLetters: () =>
    queryOptions({
      queryKey: [...healthQueries.all(), "dead-letters"],
      queryFn: ({ signal }) => api().listDeadLetters({}, { signal }),
      refetchInterval: LETTERS_MS,
    }),
};
