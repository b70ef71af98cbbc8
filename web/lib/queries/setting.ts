import { mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Settings } from "@videoflow/client/schema";
import { api } from "#web/lib/api.ts";

export const settingQueries = {
  /** What this workspace has chosen. */
  current: () =>
    queryOptions({ queryKey: ["setting"] as const, queryFn: ({ signal }) => api().getSettings({}, { signal }) }),

  /** Chooses. What was made before stays as it is. */
  choose: (client: QueryClient) =>
    mutationOptions({
      mutationFn: (settings: Settings) => api().putSettings(settings),
      onSuccess: (settings) => client.setQueryData(settingQueries.current().queryKey, settings),
    }),
};
