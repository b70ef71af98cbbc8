import { type Client, createClient } from "@videoflow/client/client";
import { UsageError } from "./exit.ts";
import { type Running, requireRunning } from "./stage.ts";
import { tokenOf } from "./token.ts";

const PAGE = 100;

/**
 * The REST API: of the deployed stage that `VIDEOFLOW_API_URL` names, with the key in `VIDEOFLOW_API_KEY`, else of a stage
 * that runs on this machine, as its owner.
 */
export function connect(stage: string): Client {
  const { VIDEOFLOW_API_URL: url, VIDEOFLOW_API_KEY: key } = process.env;
  if (!url) return connectTo(requireRunning(stage), stage);
  if (!key)
    throw new UsageError("VIDEOFLOW_API_URL is set, and VIDEOFLOW_API_KEY is not: an admin makes one in POST /keys");
  return createClient(url, { credentials: async () => ({ token: key }) });
}

/** The REST API of a stage that runs on this machine, as its owner. */
export function connectTo(running: Running, stage: string): Client {
  return createClient(running.api, {
    credentials: async (refused) => ({ token: await tokenOf(running, stage, refused) }),
  });
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
