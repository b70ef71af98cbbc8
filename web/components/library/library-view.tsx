"use client";

import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useQueryState } from "nuqs";
import { useDeferredValue } from "react";
import { libraryParams } from "#web/lib/library-params.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { useUploads } from "#web/lib/upload/store.ts";
import { AssetCard } from "./asset-card.tsx";
import { AssetGrid } from "./asset-grid.tsx";
import { EmptyLibrary } from "./empty-library.tsx";
import { LibraryHeading } from "./library-heading.tsx";
import { MoreAssets } from "./more-assets.tsx";
import { UploadCard } from "./upload-card.tsx";

export function LibraryView() {
  const [chosen] = useQueryState("status", libraryParams.status);
  // The cards of the last choice stay, dimmed, until those of the new one are there.
  const status = useDeferredValue(chosen);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(assetQueries.list(status));
  const assets = data.pages.flatMap(({ items }) => items);
  const uploads = useUploads();
  const uploadOf = (assetId: string) => uploads.find((item) => item.assetId === assetId);

  // A file that is sent from here is shown at once, before the API has it in its list.
  const listed = new Set(assets.map(({ assetId }) => assetId));
  const unlisted = uploads.filter(({ state, assetId }) => state !== "done" && !(assetId && listed.has(assetId)));
  const early = status === null || status === "uploading" ? unlisted : [];

  return (
    <>
      <LibraryHeading shown={assets.length} more={hasNextPage} />
      {assets.length + early.length === 0 ? (
        <EmptyLibrary status={status} />
      ) : (
        <div className={clsx("transition-opacity duration-(--calm)", status !== chosen && "opacity-40")}>
          <AssetGrid>
            {early.map((item) => (
              <UploadCard key={item.id} item={item} />
            ))}
            {assets.map((asset) => (
              <AssetCard key={asset.assetId} asset={asset} upload={uploadOf(asset.assetId)} />
            ))}
          </AssetGrid>
          <MoreAssets hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
        </div>
      )}
    </>
  );
}
