import { mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Invitation, NewKey } from "@videoflow/client/schema";
import { api } from "#web/lib/api.ts";
import { askAgain } from "#web/lib/ask-again.ts";

export const accessQueries = {
  all: () => ["access"] as const,

  operators: () =>
    queryOptions({
      queryKey: [...accessQueries.all(), "operators"],
      queryFn: ({ signal }) => api().listOperators({}, { signal }),
    }),

  keys: () =>
    queryOptions({
      queryKey: [...accessQueries.all(), "keys"],
      queryFn: ({ signal }) => api().listKeys({}, { signal }),
    }),
};

const refreshing = (client: QueryClient) => ({
  onSettled: () => askAgain(client, accessQueries.all()),
});

export const accessMutations = {
  invite: (client: QueryClient) =>
    mutationOptions({
      mutationFn: (invitation: Invitation) => api().inviteOperator(invitation),
      ...refreshing(client),
    }),

  change: (client: QueryClient) =>
    mutationOptions({
      mutationFn: (change: Parameters<ReturnType<typeof api>["changeOperator"]>[0]) => api().changeOperator(change),
      ...refreshing(client),
    }),

  remove: (client: QueryClient) =>
    mutationOptions({
      mutationFn: (operatorId: string) => api().removeOperator({ operatorId }),
      ...refreshing(client),
    }),

  makeKey: (client: QueryClient) =>
    mutationOptions({ mutationFn: (key: NewKey) => api().makeKey(key), ...refreshing(client) }),

  revokeKey: (client: QueryClient) =>
    mutationOptions({ mutationFn: (keyId: string) => api().revokeKey({ keyId }), ...refreshing(client) }),
};
