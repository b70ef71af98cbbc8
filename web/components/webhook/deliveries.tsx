"use client";

import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { Section } from "#web/components/ui/section.tsx";
import { ShowMore } from "#web/components/ui/show-more.tsx";
import { webhookQueries } from "#web/lib/queries/webhook.ts";
import { DeliveryRow } from "./delivery-row.tsx";

interface Props {
  readonly webhookId: string;
  readonly canReplay: boolean;
}

/** What was sent to a webhook, newest first. */
export function Deliveries({ webhookId, canReplay }: Props) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(
    webhookQueries.deliveries(webhookId),
  );
  const deliveries = data.pages.flatMap(({ items }) => items);
  return (
    <Section title="Deliveries" aside={<span className="text-ink-faint text-small">kept for 30 days</span>}>
      {deliveries.length === 0 ? (
        <p className="py-1 text-ink-soft">Nothing was sent yet. Send a test, or drop footage into the library.</p>
      ) : (
        <ol>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.deliveryId} delivery={delivery} canReplay={canReplay} />
          ))}
        </ol>
      )}
      <ShowMore {...{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
    </Section>
  );
}
