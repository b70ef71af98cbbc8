import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import { Suspense } from "react";
import { CutView } from "#web/components/studio/cut-view.tsx";
import { StudioSkeleton } from "#web/components/studio/studio-skeleton.tsx";
import { cutQueries } from "#web/lib/queries/cut.ts";
import { createQueryClient } from "#web/lib/query-client.ts";

interface Props {
  readonly params: Promise<{ readonly cutId: string }>;
}

export default async function CutPage({ params }: Props) {
  const { cutId } = await params;
  const client = createQueryClient();
  void client.query(cutQueries.detail(cutId)).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<StudioSkeleton label="Loading the cut" />}>
        <CutView cutId={cutId} />
      </Suspense>
    </HydrationBoundary>
  );
}
