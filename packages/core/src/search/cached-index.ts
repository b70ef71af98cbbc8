import { useActor } from "../actor.ts";
import { createIndex, type IndexKeeper } from "./memory-index.ts";
import { changesSince } from "./publish.ts";

/** Writers' clocks differ, and an index of the table is a little behind it: changes of the last while are read again. */
const OVERLAP_MS = 10_000;
/** Workspaces whose index is kept in this process; the one that was asked longest ago goes first. */
const MOST_WORKSPACES = 8;

interface Cached {
  readonly keeper: IndexKeeper;
  /** The update that runs now; those who come meanwhile wait for the next one. */
  updating: Promise<void> | undefined;
}

const cache = new Map<string, Cached>();

/**
 * The index of the actor's workspace, with everything that was published before this call. The first call of a process
 * reads all of it; later ones what has changed.
 */
export async function currentIndex(): Promise<IndexKeeper> {
  const { workspaceId } = useActor();
  const cached = cache.get(workspaceId) ?? { keeper: createIndex(), updating: undefined };
  cache.delete(workspaceId);
  cache.set(workspaceId, cached);
  for (const [oldest] of cache) if (cache.size > MOST_WORKSPACES) cache.delete(oldest);
  // What runs may have begun before the change that the caller knows of.
  await cached.updating?.catch(() => {});
  cached.updating ??= update(cached.keeper).finally(() => {
    cached.updating = undefined;
  });
  await cached.updating;
  return cached.keeper;
}

async function update(keeper: IndexKeeper): Promise<void> {
  const { changedAt } = keeper;
  const since = changedAt ? new Date(Date.parse(changedAt) - OVERLAP_MS).toISOString() : "";
  for await (const rows of changesSince(since)) for (const row of rows) keeper.apply(row);
}
