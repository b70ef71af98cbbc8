"use client";

import { useQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import type { AssetSummary } from "@videoflow/client/schema";
import { clsx } from "clsx";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { memo, useDeferredValue, useEffect } from "react";
import { type AssetFilter, isNarrowed, libraryParams } from "#web/lib/library-params.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { marksOf, searchParams } from "#web/lib/search/params.ts";
import { sortAssets } from "#web/lib/sort-assets.ts";
import { type EarlyUpload, earlyOf } from "#web/lib/upload/early.ts";
import { useUploads } from "#web/lib/upload/store.ts";
import { useChoosing } from "#web/lib/use-choosing.ts";
import { AssetCard } from "./asset-card.tsx";
import { AssetRow } from "./asset-row.tsx";
import { AssetsBar } from "./assets-bar.tsx";
import { EmptyLibrary } from "./empty-library.tsx";
import { MoreAssets } from "./more-assets.tsx";
import { UploadCard, UploadLine } from "./upload-card.tsx";
import { VirtualGrid } from "./virtual-grid.tsx";

const BulkBar = dynamic(() => import("./bulk-bar.tsx").then(({ BulkBar }) => BulkBar), { ssr: false });

/** So many are in the window when the page comes, or more: their pictures are asked for before it is known where they stand. */
const SEEN_AT_FIRST = 15;

/** The assets, newest first, with what is just being sent from this page. */
export function AssetsView() {
  // Of hundreds of files one is begun or done every moment: cards for them are made when there is nothing more urgent to do.
  const early = useDeferredValue(useUploads(earlyOf));
  return <Assets uploads={early} />;
}

const Assets = memo(function Assets({ uploads }: { readonly uploads: readonly EarlyUpload[] }) {
  const [{ status, view, sort }] = useQueryStates(libraryParams);
  const [params] = useQueryStates(searchParams);
  // As text, which is the same for the same choice. The cards of the last choice stay, dimmed, until those of the new one are there.
  const chosen = JSON.stringify({ status, ...marksOf(params) } satisfies AssetFilter);
  const shown = useDeferredValue(chosen);
  const filter: AssetFilter = JSON.parse(shown);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(assetQueries.list(filter));
  const [first] = data.pages;
  useQuery({ ...assetQueries.newest(filter), ...(first && { initialData: first }), notifyOnChangeProps: [] });
  const listed = data.pages.flatMap(({ items }) => items);
  const assets = sort === "newest" ? listed : sortAssets(listed, sort);

  // The API lists by time. Any other order is only true once everything is here.
  const sorting = sort !== "newest" && hasNextPage;
  useEffect(() => {
    if (sorting && !isFetchingNextPage) void fetchNextPage();
  }, [sorting, isFetchingNextPage, fetchNextPage]);

  // A file that is sent from here is shown at once, before the API has it in its list.
  const known = new Set(assets.map(({ assetId }) => assetId));
  const unlisted = uploads.filter(({ assetId }) => !(assetId && known.has(assetId)));
  const early = !isNarrowed(filter) && (status === null || status === "uploading") ? unlisted : [];
  const cards = [...early, ...assets];

  const choosing = useChoosing([...known]);
  const selected = assets.filter(({ assetId }) => choosing.ids.has(assetId));
  const Item = view === "grid" ? AssetCard : AssetRow;
  const Upload = view === "grid" ? UploadCard : UploadLine;

  return (
    <>
      <AssetsBar params={params} shown={assets.length} more={hasNextPage} sorting={sorting} />
      {cards.length === 0 ? (
        <EmptyLibrary filter={filter} />
      ) : (
        <div className={clsx("transition-opacity duration-(--calm)", (shown !== chosen || sorting) && "opacity-40")}>
          <VirtualGrid key={view} look={view} items={cards} keyOf={keyOf} more={hasNextPage} onKeyDown={choosing.press}>
            {(card, index) =>
              "id" in card ? (
                <Upload id={card.id} />
              ) : (
                <Item
                  asset={card}
                  chosen={choosing.ids.has(card.assetId)}
                  choosing={choosing}
                  eager={index < SEEN_AT_FIRST}
                />
              )
            }
          </VirtualGrid>
          <MoreAssets hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
        </div>
      )}
      {selected.length > 0 && <BulkBar assets={selected} onClear={choosing.clear} />}
    </>
  );
});

const keyOf = (card: EarlyUpload | AssetSummary) => ("id" in card ? card.id : card.assetId);
