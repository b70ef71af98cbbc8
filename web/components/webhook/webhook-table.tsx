import type { Webhook } from "@videoflow/client/schema";
import Link from "next/link";
import { Age } from "#web/components/ui/age.tsx";
import { ColumnHeading } from "#web/components/ui/column-heading.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { webhookStatus } from "#web/lib/webhook-status.ts";

export function WebhookTable({ webhooks }: { readonly webhooks: readonly Webhook[] }) {
  return (
    <table className="w-full table-fixed text-left">
      <thead className="border-line border-b text-ink-faint text-small">
        <tr>
          <ColumnHeading className="w-28">State</ColumnHeading>
          <ColumnHeading>Address</ColumnHeading>
          <ColumnHeading right className="hidden w-36 sm:table-cell">
            Added
          </ColumnHeading>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <WebhookRow key={webhook.webhookId} webhook={webhook} />
        ))}
      </tbody>
    </table>
  );
}

function WebhookRow({ webhook }: { readonly webhook: Webhook }) {
  const { webhookId, url, description, events, disabledBecause, createdAt } = webhook;
  return (
    <tr className="relative border-line border-b hover:bg-hover">
      <td className="py-1.5 align-top">
        <StatusMark {...webhookStatus(webhook)} />
      </td>
      <td className="py-1.5 pr-4">
        {/* The link's field is the whole row. */}
        <Link href={`/webhooks/${webhookId}`} prefetch={false} className="break-all after:absolute after:inset-0">
          {url}
        </Link>
        <span className="block break-words text-ink-soft text-small">
          {disabledBecause?.message ?? description ?? events.join(", ")}
        </span>
      </td>
      <td className="hidden whitespace-nowrap py-1.5 text-right align-top text-ink-faint sm:table-cell">
        <Age at={createdAt} />
      </td>
    </tr>
  );
}
