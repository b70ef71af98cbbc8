import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ListSkeleton } from "#web/components/ui/list-skeleton.tsx";
import { WebhooksView } from "#web/components/webhook/webhooks-view.tsx";
import { webhookQueries } from "#web/lib/queries/webhook.ts";
import { createQueryClient } from "#web/lib/query-client.ts";

export const metadata: Metadata = { title: "Webhooks" };

export default function WebhooksPage() {
  const client = createQueryClient();
  void client.infiniteQuery(webhookQueries.list()).catch(noop);
  void client.query(webhookQueries.events()).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<ListSkeleton label="Loading the webhooks" />}>
        <WebhooksView />
      </Suspense>
    </HydrationBoundary>
  );
}
