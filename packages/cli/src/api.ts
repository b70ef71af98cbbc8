import { type Client, createClient } from "@videoflow/client/client";
import type { Running } from "./stage.ts";

const PAGE = 100;

/** The REST API of a running stage. */
export function connect(running: Running): Client {
  return createClient(running.api);
}

/** Up to `limit` items of a list that comes in pages. */
export async function collect<Item>(
  limit: number,
  page: (input: { limit: number; cursor?: string }) => Promise<{ items: Item[]; cursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const wanted = Math.min(limit - items.length, PAGE);
    const next: { items: Item[]; cursor: string | null } = await page({
      limit: wanted,
      ...(cursor !== null && { cursor }),
    });
    items.push(...next.items);
    cursor = next.cursor;
  } while (cursor !== null && items.length < limit);
  return items;
}
