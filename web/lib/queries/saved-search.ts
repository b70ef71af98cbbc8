import { mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { NewSearch } from "@videoflow/client/schema";
import { api } from "#web/lib/api.ts";
import { askAgain } from "#web/lib/ask-again.ts";

export const savedSearchQueries = {
  list: () =>
    queryOptions({
      queryKey: ["saved-search"] as const,
      queryFn: ({ signal }) => api().listSearches({}, { signal }),
      staleTime: 60_000,
    }),

  save: (client: QueryClient) =>
    mutationOptions({
      mutationFn: (search: NewSearch) => api().saveSearch(search),
      onSuccess: () => askAgain(client, savedSearchQueries.list().queryKey),
    }),

  remove: (client: QueryClient) =>
    mutationOptions({
      mutationFn: (searchId: string) => api().deleteSearch({ searchId }),
      onSuccess: () => askAgain(client, savedSearchQueries.list().queryKey),
    }),
};
