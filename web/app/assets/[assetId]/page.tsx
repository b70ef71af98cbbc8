import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import { Suspense } from "react";
import { AssetSkeleton } from "#web/components/asset/asset-skeleton.tsx";
import { AssetView } from "#web/components/asset/asset-view.tsx";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { createQueryClient } from "#web/lib/query-client.ts";

interface Props {
  readonly params: Promise<{ readonly assetId: string }>;
}

export default async function AssetPage({ params }: Props) {
  const { assetId } = await params;
  const client = createQueryClient();
  void client.query(assetQueries.detail(assetId)).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<AssetSkeleton />}>
        <AssetView assetId={assetId} />
      </Suspense>
    </HydrationBoundary>
  );
}
