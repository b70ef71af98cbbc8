import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { TrashView } from "#web/components/trash/trash-view.tsx";
import { ListSkeleton } from "#web/components/ui/list-skeleton.tsx";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { createQueryClient } from "#web/lib/query-client.ts";

export const metadata: Metadata = { title: "Trash" };

export default function TrashPage() {
  const client = createQueryClient();
  void client.infiniteQuery(assetQueries.trash()).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<ListSkeleton label="Loading the trash" />}>
        <TrashView />
      </Suspense>
    </HydrationBoundary>
  );
}
