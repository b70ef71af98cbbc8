import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ListSkeleton } from "#web/components/ui/list-skeleton.tsx";
import { WebhookView } from "#web/components/webhook/webhook-view.tsx";
import { webhookQueries } from "#web/lib/queries/webhook.ts";
import { createQueryClient } from "#web/lib/query-client.ts";

export const metadata: Metadata = { title: "Webhook" };

interface Props {
  readonly params: Promise<{ readonly webhookId: string }>;
}

export default async function WebhookPage({ params }: Props) {
  const { webhookId } = await params;
  const client = createQueryClient();
  void client.query(webhookQueries.detail(webhookId)).catch(noop);
  void client.infiniteQuery(webhookQueries.deliveries(webhookId)).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<ListSkeleton label="Loading the webhook" />}>
        <WebhookView webhookId={webhookId} />
      </Suspense>
    </HydrationBoundary>
  );
}
