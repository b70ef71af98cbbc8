import { defaultShouldDehydrateQuery, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "@videoflow/client/client";
import { isPassing } from "./api.ts";
import { noteReachable } from "./connection.ts";

const RETRIES = 2;

/** A client for one request on the server, or for one page in the browser. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onSuccess: () => noteReachable(true),
      onError: (error) => noteReachable(!(error instanceof ApiError && error.status === 0)),
    }),
    defaultOptions: {
      queries: {
        // What the server just sent is not asked for again at once.
        staleTime: 5_000,
        // A stage on this machine answers without a network: whether it can be reached is found out by asking.
        networkMode: "always",
        // An error from the server's own attempt comes without its kind: it is worth an attempt from here.
        retry: (failures, error) => failures < RETRIES && (isPassing(error) || !(error instanceof ApiError)),
        retryDelay: (failures) => 300 * 2 ** failures,
      },
      dehydrate: {
        // Pages start their queries without waiting for them: the answers stream in behind the page.
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
    },
  });
}
