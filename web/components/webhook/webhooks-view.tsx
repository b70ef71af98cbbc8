"use client";

import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import type { CreatedWebhook } from "@videoflow/client/schema";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { SecretNotice } from "#web/components/ui/secret-notice.tsx";
import { ShowMore } from "#web/components/ui/show-more.tsx";
import { webhookQueries } from "#web/lib/queries/webhook.ts";
import { SECRET_OF_WEBHOOK } from "#web/lib/webhook-status.ts";
import { NewWebhook } from "./new-webhook.tsx";
import { WebhookTable } from "./webhook-table.tsx";

export function WebhooksView() {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(webhookQueries.list());
  const [isAdding, setAdding] = useState(false);
  const [created, setCreated] = useState<CreatedWebhook>();
  const webhooks = data.pages.flatMap(({ items }) => items);
  const isEmpty = webhooks.length === 0;

  return (
    <div className="max-w-5xl px-4 pb-24 sm:px-6">
      <div className="flex items-start justify-between gap-4 pt-4 pb-3">
        <div>
          <h1 className="font-bold text-title tracking-tight">Webhooks</h1>
          <p className="max-w-prose text-ink-soft">
            An address of yours is told when something happens here: footage came in, is ready, or has failed.
          </p>
        </div>
        {!isEmpty && !isAdding && (
          <Button onClick={() => setAdding(true)}>
            <Plus aria-hidden />
            Add
          </Button>
        )}
      </div>
      {created && (
        <SecretNotice of={created.url} secret={created.secret} onDone={() => setCreated(undefined)}>
          {SECRET_OF_WEBHOOK}
        </SecretNotice>
      )}
      {(isEmpty || isAdding) && (
        <NewWebhook
          onCreated={(webhook) => {
            setCreated(webhook);
            setAdding(false);
          }}
          {...(!isEmpty && { onCancel: () => setAdding(false) })}
        />
      )}
      {!isEmpty && <WebhookTable webhooks={webhooks} />}
      <ShowMore {...{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
    </div>
  );
}
