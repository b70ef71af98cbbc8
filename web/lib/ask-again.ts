import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Has everything below these keys asked for again, after a change. A first answer that is still on its way was asked for before the
 * change, and would be taken for one to the new question: an invalidation gives up later ones only.
 */
export async function askAgain(client: QueryClient, ...queryKeys: readonly QueryKey[]): Promise<void> {
  await Promise.all(
    queryKeys.map(async (queryKey) => {
      await client.cancelQueries({ queryKey, predicate: ({ state }) => state.data === undefined });
      await client.invalidateQueries({ queryKey });
    }),
  );
}
