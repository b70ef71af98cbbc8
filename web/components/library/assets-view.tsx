"use client";

import { useQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import type { AssetSummary } from "@videoflow/client/schema";
import { clsx } from "clsx";
import { useQueryState } from "nuqs";
import { useDeferredValue } from "react";
import { libraryParams } from "#web/lib/library-params.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { type UploadItem, useUploads } from "#web/lib/upload/store.ts";
import { AssetCard } from "./asset-card.tsx";
import { AssetsBar } from "./assets-bar.tsx";
import { EmptyLibrary } from "./empty-library.tsx";
import { MoreAssets } from "./more-assets.tsx";
import { UploadCard } from "./upload-card.tsx";
import { VirtualGrid } from "./virtual-grid.tsx";

/** The assets, newest first, with what is just being sent from this page. */
export function AssetsView() {
  const [chosen] = useQueryState("status", libraryParams.status);
  // The cards of the last choice stay, dimmed, until those of the new one are there.
  const status = useDeferredValue(chosen);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(assetQueries.list(status));
  const [first] = data.pages;
  useQuery({ ...assetQueries.newest(status), ...(first && { initialData: first }), notifyOnChangeProps: [] });
  const assets = data.pages.flatMap(({ items }) => items);
  const uploads = useUploads();
  const uploadOf = (assetId: string) => uploads.find((item) => item.assetId === assetId);

  // A file that is sent from here is shown at once, before the API has it in its list.
  const listed = new Set(assets.map(({ assetId }) => assetId));
  const unlisted = uploads.filter(({ state, assetId }) => state !== "done" && !(assetId && listed.has(assetId)));
  const early = status === null || status === "uploading" ? unlisted : [];
  const cards = [...early, ...assets];

  return (
    <>
      <AssetsBar shown={assets.length} more={hasNextPage} />
      {cards.length === 0 ? (
        <EmptyLibrary status={status} />
      ) : (
        <div className={clsx("transition-opacity duration-(--calm)", status !== chosen && "opacity-40")}>
          <VirtualGrid items={cards} keyOf={keyOf} more={hasNextPage}>
            {(card) =>
              "file" in card ? <UploadCard item={card} /> : <AssetCard asset={card} upload={uploadOf(card.assetId)} />
            }
          </VirtualGrid>
          <MoreAssets hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
        </div>
      )}
    </>
  );
}

const keyOf = (card: UploadItem | AssetSummary) => ("file" in card ? card.id : card.assetId);
