import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { LibrarySkeleton } from "#web/components/library/library-skeleton.tsx";
import { LibraryView } from "#web/components/library/library-view.tsx";
import { loadLibraryParams } from "#web/lib/library-params.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { createQueryClient } from "#web/lib/query-client.ts";

interface Props {
  readonly searchParams: Promise<SearchParams>;
}

export default async function LibraryPage({ searchParams }: Props) {
  const { status } = await loadLibraryParams(searchParams);
  const client = createQueryClient();
  void client.infiniteQuery(assetQueries.list(status)).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<LibrarySkeleton />}>
        <LibraryView />
      </Suspense>
    </HydrationBoundary>
  );
}
