import { queryOptions } from "@tanstack/react-query";
import { api } from "#web/lib/api.ts";

export const meQueries = {
  /** Who is signed in, and where they are at home. */
  me: () =>
    queryOptions({
      queryKey: ["me"],
      queryFn: ({ signal }) => api().getMe({}, { signal }),
      staleTime: 60_000,
    }),
};
