import { type InfiniteData, replaceEqualDeep } from "@tanstack/react-query";
import type { AssetPage } from "@videoflow/client/schema";

type Pages = InfiniteData<AssetPage, unknown>;

/**
 * Puts the library's newest page, asked for anew, in the place of what it covers: ids sort by time, so everything down to its
 * last asset is as this page says, and what is older stays. Pages that reach deeper need not be asked for again, however many
 * there are. When so much is new that nothing is left of what was the beginning, the rest is forgotten: it is loaded again
 * when it is scrolled to, instead of leaving a gap.
 */
export function withNewest(known: Pages, asked: AssetPage): Pages {
  const newest = { ...asked, items: asKnown(known, asked.items) };
  const last = newest.items.at(-1);
  const first = known.pages[0]?.items[0];
  const older = known.pages.slice(1);
  const alone: Pages = { pages: [newest], pageParams: [null] };
  if (newest.cursor === null || !last || !first || older.length === 0 || first.assetId < last.assetId) return alone;

  // What the new page has pushed out of the first one goes to the second, whose cursor still leads to the third.
  const [head, second, ...rest] = known.pages.map((page) => ({
    ...page,
    items: page.items.filter(({ assetId }) => assetId < last.assetId),
  }));
  if (!head || !second) return alone;
  const pushed = { ...second, items: [...head.items, ...second.items] };
  return { pages: [newest, pushed, ...rest], pageParams: known.pageParams };
}

/** Assets that are as they were stay the very objects that they were, wherever in the list they are now: their cards are not made anew. */
function asKnown({ pages }: Pages, items: AssetPage["items"]): AssetPage["items"] {
  const known = new Map(pages.flatMap((page) => page.items).map((item) => [item.assetId, item]));
  return items.map((item) => replaceEqualDeep(known.get(item.assetId), item));
}
