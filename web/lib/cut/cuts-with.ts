import type { Use } from "@videoflow/client/schema";
import { api } from "#web/lib/api.ts";

/** Of how many cuts is asked for each asset: more are “so many and more”. */
const MOST = 100;
/** Requests at the same time. */
const PARALLEL = 6;

/** Cuts whose latest revision shows some assets. */
export interface CutsWith {
  readonly titles: readonly string[];
  /** Whether there may be others besides. */
  readonly more: boolean;
  /** How many of the assets they show. */
  readonly assets: number;
}

/** Asks in which cuts assets are. */
export async function cutsWith(assetIds: readonly string[]): Promise<CutsWith> {
  const pages: Awaited<ReturnType<ReturnType<typeof api>["listUses"]>>[] = [];
  for (let at = 0; at < assetIds.length; at += PARALLEL)
    pages.push(
      ...(await Promise.all(
        assetIds.slice(at, at + PARALLEL).map((assetId) => api().listUses({ assetId, limit: MOST })),
      )),
    );
  return together(pages);
}

/** What such answers say, one for each asset. A cut that shows it no more is in nobody's way. */
export function together(
  pages: readonly { readonly items: readonly Use[]; readonly cursor: string | null }[],
): CutsWith {
  const current = pages.map(({ items }) => items.filter(({ cut, revision }) => revision === cut.revision));
  const cuts = new Map(current.flat().map(({ cut }) => [cut.cutId, cut.title]));
  return {
    titles: [...cuts.values()],
    more: pages.some(({ cursor }) => cursor !== null),
    assets: current.filter(({ length }) => length > 0).length,
  };
}

/** `1 cut`, `3 cuts`, `100 and more cuts`; undefined when there is none. */
export function cutsTold({ titles, more }: CutsWith): string | undefined {
  if (titles.length === 0 && !more) return undefined;
  return titles.length === 1 && !more ? "1 cut" : `${titles.length}${more ? " and more" : ""} cuts`;
}
