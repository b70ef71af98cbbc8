import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { AssetsSkeleton } from "#web/components/library/assets-skeleton.tsx";
import { LibraryView } from "#web/components/library/library-view.tsx";
import { loadLibraryParams } from "#web/lib/library-params.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { createQueryClient } from "#web/lib/query-client.ts";
import { isSearch, loadSearchParams, marksOf } from "#web/lib/search/params.ts";

interface Props {
  readonly searchParams: Promise<SearchParams>;
}

export default async function LibraryPage({ searchParams }: Props) {
  const [{ status }, search] = await Promise.all([loadLibraryParams(searchParams), loadSearchParams(searchParams)]);
  const client = createQueryClient();
  // A search is asked from the browser alone: of a question that the API refuses, it would not learn from here why.
  if (!isSearch(search)) void client.infiniteQuery(assetQueries.list({ status, ...marksOf(search) })).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<AssetsSkeleton />}>
        <LibraryView />
      </Suspense>
    </HydrationBoundary>
  );
}
