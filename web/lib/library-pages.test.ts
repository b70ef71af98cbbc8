import type { AssetPage } from "@videoflow/client/schema";
import { expect, it } from "vitest";
import { withNewest } from "./library-pages.ts";

/** A page of assets whose ids are `ast_` and a number of two digits, newest first. */
const page = (
  numbers: readonly number[],
  cursor: string | null,
  status: "ready" | "processing" = "ready",
): AssetPage => ({
  items: numbers.map((number) => ({
    ...{ assetId: `ast_${number}`, name: `${number}.mov`, status, bytes: 1 },
    ...{ createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-01-01T00:00:00.000Z" },
  })),
  cursor,
});
const known = (...pages: AssetPage[]) => ({ pages, pageParams: [null, ...pages.slice(1).map((_, n) => `c${n}`)] });
const idsOf = (data: ReturnType<typeof withNewest>) =>
  data.pages.flatMap(({ items }) => items.map(({ assetId }) => Number(assetId.slice(4))));
const three = known(page([39, 38, 37], "c0"), page([36, 35, 34], "c1"), page([33], null));

it("shows new assets before the known ones, each once, and keeps what is older", () => {
  const data = withNewest(three, page([41, 40, 39], "c9"));
  expect(idsOf(data)).toEqual([41, 40, 39, 38, 37, 36, 35, 34, 33]);
  expect(data.pages.at(-1)?.cursor).toBeNull();
});

it("takes the newest word on an asset, and drops one that is gone", () => {
  const data = withNewest(three, page([39, 37, 36], "c9", "processing"));
  expect(idsOf(data)).toEqual([39, 37, 36, 35, 34, 33]);
  expect(data.pages[0]?.items[0]?.status).toBe("processing");
});

it("is the newest page alone when that is all there is, or all that was loaded", () => {
  expect(idsOf(withNewest(three, page([39], null)))).toEqual([39]);
  const one = withNewest(known(page([39, 38, 37], "c0")), page([40, 39, 38], "c9"));
  expect([idsOf(one), one.pages.at(-1)?.cursor]).toEqual([[40, 39, 38], "c9"]);
});

it("forgets the rest when nothing is left of what was the beginning", () => {
  const data = withNewest(three, page([49, 48, 47], "c9"));
  expect([idsOf(data), data.pages.at(-1)?.cursor, data.pageParams]).toEqual([[49, 48, 47], "c9", [null]]);
});

it("comes to the same when it is put in twice", () => {
  const once = withNewest(three, page([41, 40, 39], "c9"));
  expect(withNewest(once, page([41, 40, 39], "c9"))).toEqual(once);
});

it("keeps what has not changed as it was, wherever it is now", () => {
  const changed = page([37], "c9", "processing").items;
  const data = withNewest(three, {
    ...page([40, 39, 38], "c9"),
    items: [...page([40, 39, 38], "c9").items, ...changed],
  });
  const found = data.pages.flatMap(({ items }) => items);
  const before = three.pages.flatMap(({ items }) => items);
  expect(found.map((asset) => before.includes(asset))).toEqual([false, true, true, false, true, true, true, true]);
});
