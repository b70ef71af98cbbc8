import { mutationOptions, type QueryClient } from "@tanstack/react-query";
import type { CutOrder, NewRevision } from "@videoflow/client/schema";
import { api } from "#web/lib/api.ts";
import { askAgain } from "#web/lib/ask-again.ts";
import { cutQueries } from "#web/lib/queries/cut.ts";

const refresh = (client: QueryClient) => askAgain(client, cutQueries.all());

/** What people do with cuts. After each of them whatever shows cuts is asked for again at once. */
export const cutMutations = {
  order: () =>
    mutationOptions({
      mutationFn: (order: CutOrder) => api().orderCut(order),
      onSettled: (_data, _error, _order, _result, { client }) => refresh(client),
    }),

  revise: (cutId: string) =>
    mutationOptions({
      mutationFn: (change: NewRevision) => api().reviseCut({ cutId, ...change, dryRun: false }),
      onSettled: (_data, _error, _change, _result, { client }) => refresh(client),
    }),

  review: (cutId: string) =>
    mutationOptions({
      mutationFn: (review: { revision: number; verdict: "approved" | "sent_back"; note: string }) =>
        api().reviewCut({ cutId, ...review }),
      onSettled: (_data, _error, _review, _result, { client }) => refresh(client),
    }),

  setBudget: (cutId: string) =>
    mutationOptions({
      mutationFn: (budgetMicroUsd: number) => api().setCutBudget({ cutId, budgetMicroUsd }),
      onSettled: (_data, _error, _budget, _result, { client }) => refresh(client),
    }),

  render: (cutId: string) =>
    mutationOptions({
      mutationFn: () => api().renderCut({ cutId }),
      onSettled: (_data, _error, _none, _result, { client }) => refresh(client),
    }),

  share: (cutId: string) =>
    mutationOptions({
      mutationFn: (hours: number) => api().shareCut({ cutId, hours }),
      onSettled: (_data, _error, _hours, _result, { client }) => refresh(client),
    }),

  revoke: (cutId: string) =>
    mutationOptions({
      mutationFn: (shareId: string) => api().revokeShare({ cutId, shareId }),
      onSettled: (_data, _error, _shareId, _result, { client }) => refresh(client),
    }),
};
