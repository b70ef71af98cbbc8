import { mutationOptions } from "@tanstack/react-query";
import { api } from "#web/lib/api.ts";
import { askAgain } from "#web/lib/ask-again.ts";
import { healthQueries } from "#web/lib/queries/health.ts";
import { runQueries } from "#web/lib/queries/run.ts";

/** After each of them whatever shows runs is asked for again at once. */
export const runMutations = {
  redrive: () =>
    mutationOptions({
      mutationFn: (runId: string) => api().redriveRun({ runId }),
      onSettled: (_data, _error, _runId, _result, { client }) => askAgain(client, runQueries.all()),
    }),

  replay: () =>
    mutationOptions({
      mutationFn: ({ runId, input }: { runId: string; input: Record<string, unknown> }) =>
        api().replayRun({ runId, input }),
      onSettled: (_data, _error, _variables, _result, { client }) => askAgain(client, runQueries.all()),
    }),

  cancel: () =>
    mutationOptions({
      mutationFn: (runId: string) => api().cancelRun({ runId }),
      onSettled: (_data, _error, _runId, _result, { client }) => askAgain(client, runQueries.all()),
    }),

  /** Those with these ids, or all of them. */
  redriveLetters: () =>
    mutationOptions({
      mutationFn: (ids: readonly string[] | undefined) => api().redriveDeadLetters(ids ? { ids: [...ids] } : {}),
      onSettled: (_data, _error, _ids, _result, { client }) => askAgain(client, healthQueries.all()),
    }),
};
