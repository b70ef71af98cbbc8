import { Resource } from "sst";
import * as z from "zod";
import { useActor } from "../actor.ts";
import type { ObjectPlace } from "../bucket.ts";
import { writeCopy } from "../document.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { createId } from "../id.ts";
import { wrote } from "../table.ts";
import { SavedSearchesEntity } from "./saved-search.entity.ts";
import { NewSearch, SavedSearch, SearchChange, SearchesDocument, SearchId } from "./saved-search.schema.ts";

const MOST_SEARCHES = 100;
const MOST_TRIES = 10;

/** The saved searches of the workspace, by name. */
export async function list(): Promise<SavedSearch[]> {
  return (await read()).searches.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

/** Gives a search a name. Throws `conflict` for a name that another one has, or when there are too many. */
export const create = fn(NewSearch, async (given): Promise<SavedSearch> => {
  const search = { ...given, searchId: createId("srh"), createdAt: new Date().toISOString() };
  await change((searches) => {
    if (searches.length >= MOST_SEARCHES)
      throw new AppError("conflict", `There are ${MOST_SEARCHES} saved searches: delete one first`);
    return [...searches, search];
  });
  return search;
});

/** Changes name or query; what is left out stays. Throws `conflict` for a name that another one has. */
export const update = fn(SearchChange.extend({ searchId: SearchId }), async ({ searchId, name, query }) => {
  const changed = await change((searches) => {
    find(searches, searchId);
    return searches.map((one) =>
      one.searchId === searchId ? { ...one, ...(name && { name }), ...(query && { query }) } : one,
    );
  });
  return find(changed, searchId);
});

export const remove = fn(SearchId, async (searchId): Promise<void> => {
  await change((searches) => {
    find(searches, searchId);
    return searches.filter((one) => one.searchId !== searchId);
  });
});

function find(searches: readonly SavedSearch[], searchId: string): SavedSearch {
  const found = searches.find((one) => one.searchId === searchId);
  if (found) return found;
  throw new AppError("not_found", `Saved search ${searchId} does not exist`);
}

interface Row {
  readonly searches: readonly SavedSearch[];
  /** Absent while there is none. */
  readonly updatedAt?: string;
}

async function read(): Promise<Row> {
  const { workspaceId } = useActor();
  const { data } = await SavedSearchesEntity.get({ workspaceId }).go({ consistent: true });
  return data ? { searches: parse(z.array(SavedSearch), data.searches), updatedAt: data.updatedAt } : { searches: [] };
}

/** Replaces the list that was read, and no other: of two changes at once, one is made on what the other has left. */
async function change(
  how: (searches: readonly SavedSearch[]) => readonly SavedSearch[],
): Promise<readonly SavedSearch[]> {
  const { workspaceId } = useActor();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { searches: before } = await read();
    const searches = how(before);
    expectOwnNames(searches);
    const done = await wrote(
      SavedSearchesEntity.upsert({ workspaceId, searches: [...searches] })
        .where((row, { eq, notExists }) => {
          // The types of a list's value are lost on the way to its condition.
          const unchanged = eq(row.searches as never, [...before] as never);
          return before.length === 0 ? `${notExists(row.searches)} OR ${unchanged}` : unchanged;
        })
        .go(),
    );
    if (!done) continue;
    await writeSearches();
    return searches;
  }
  throw new AppError("unavailable", "The saved searches are changed by too many at once; try again");
}

function expectOwnNames(searches: readonly SavedSearch[]): void {
  const names = new Set<string>();
  for (const { name } of searches) {
    if (names.has(name))
      throw new AppError("conflict", `There is a saved search “${name}” already: choose another name`);
    names.add(name);
  }
}

export const searchesPlace = (workspaceId: string): ObjectPlace => ({
  bucket: Resource.Media.name,
  key: `${workspaceId}/searches.json`,
});

/** Tells the bucket which searches the workspace has saved. */
export async function writeSearches(): Promise<void> {
  const { workspaceId } = useActor();
  await writeCopy(searchesPlace(workspaceId), SearchesDocument, async () => {
    const { data } = await SavedSearchesEntity.get({ workspaceId }).go({ consistent: true });
    return data ? parse(SearchesDocument, { version: 1, ...data }) : undefined;
  });
}
