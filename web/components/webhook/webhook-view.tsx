"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "#web/components/ui/button.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { webhookQueries } from "#web/lib/queries/webhook.ts";
import { webhookStatus } from "#web/lib/webhook-status.ts";
import { Deliveries } from "./deliveries.tsx";
import { WebhookActions } from "./webhook-actions.tsx";

export function WebhookView({ webhookId }: { readonly webhookId: string }) {
  const { data: webhook } = useSuspenseQuery(webhookQueries.detail(webhookId));
  const { url, description, events, disabledBecause } = webhook;
  return (
    <article className="max-w-5xl px-4 pb-24 sm:px-6">
      <header className="flex items-start gap-3 pt-3 pb-4">
        <Link
          href="/webhooks"
          aria-label="Back to the webhooks"
          className={buttonClass({ look: "quiet", size: "icon" })}
        >
          <ArrowLeft aria-hidden />
        </Link>
        <div className="min-w-0">
          <h1 className="break-all font-bold text-title tracking-tight">{url}</h1>
          <p className="mt-0.5 flex flex-wrap gap-x-4 text-ink-soft">
            <StatusMark {...webhookStatus(webhook)} />
            {description && <span>{description}</span>}
            <span className="font-mono text-ink-faint text-small">{webhookId}</span>
          </p>
          {disabledBecause && <p className="mt-2 max-w-prose">{disabledBecause.message}</p>}
          <p className="mt-2 flex flex-wrap gap-x-3 font-mono text-ink-soft text-small">
            {events.map((type) => (
              <span key={type}>{type}</span>
            ))}
          </p>
        </div>
      </header>
      <WebhookActions webhook={webhook} />
      <Deliveries webhookId={webhookId} canReplay={webhook.enabled} />
    </article>
  );
}
