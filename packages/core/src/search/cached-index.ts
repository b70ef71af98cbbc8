import { useActor } from "../actor.ts";
import { createIndex, type IndexKeeper } from "./memory-index.ts";
import { changesSince } from "./publish.ts";

/**
 * Writers' clocks differ by milliseconds, and an index of the table is some fractions of a second behind it: changes from a while
 * before the last one are asked for again, and nothing more can come that was written long before an update.
 */
const OVERLAP_MS = 5000;
const SETTLED_MS = 15_000;
const NEVER = new Date(0).toISOString();
/** Workspaces whose index is kept in this process; the one that was asked longest ago goes first. */
const MOST_WORKSPACES = 8;

interface Cached {
  readonly keeper: IndexKeeper;
  /** When the last update that was done began; epoch milliseconds. */
  updatedAt: number;
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
  const cached = cache.get(workspaceId) ?? { keeper: createIndex(), updatedAt: 0, updating: undefined };
  cache.delete(workspaceId);
  cache.set(workspaceId, cached);
  for (const [oldest] of cache) if (cache.size > MOST_WORKSPACES) cache.delete(oldest);
  // What runs may have begun before the change that the caller knows of.
  await cached.updating?.catch(() => {});
  cached.updating ??= update(cached).finally(() => {
    cached.updating = undefined;
  });
  await cached.updating;
  return cached.keeper;
}

async function update(cached: Cached): Promise<void> {
  const { keeper, updatedAt } = cached;
  const beganAt = Date.now();
  const since = Math.max(Date.parse(keeper.changedAt || NEVER) - OVERLAP_MS, updatedAt - SETTLED_MS);
  const changes = changesSince(new Date(since).toISOString(), (row) => !keeper.knows(row));
  for await (const rows of changes) for (const row of rows) keeper.apply(row);
  cached.updatedAt = beganAt;
}
