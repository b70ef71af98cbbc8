import { queryOptions } from "@tanstack/react-query";
import { api } from "#web/lib/api.ts";

/** Costs change when runs end, and nobody waits for them. */
const AT_REST_MS = 30_000;

export const usageQueries = {
  /** What runs cost in the last 30 days. */
  lately: () =>
    queryOptions({
      queryKey: ["usage"] as const,
      queryFn: ({ signal }) => api().getUsage({}, { signal }),
      refetchInterval: AT_REST_MS,
    }),
};
