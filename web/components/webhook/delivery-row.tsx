"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Delivery } from "@videoflow/client/schema";
import { RotateCw } from "lucide-react";
import { Age } from "#web/components/ui/age.tsx";
import { Button } from "#web/components/ui/button.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { api } from "#web/lib/api.ts";
import { askAgain } from "#web/lib/ask-again.ts";
import { formatElapsed, formatMoment } from "#web/lib/format.ts";
import { webhookQueries } from "#web/lib/queries/webhook.ts";
import { deliveryStatuses, lastAnswer } from "#web/lib/webhook-status.ts";

interface Props {
  readonly delivery: Delivery;
  readonly canReplay: boolean;
}

/** One delivery. Opened, it shows its message and every attempt. */
export function DeliveryRow({ delivery, canReplay }: Props) {
  const { webhookId, deliveryId, eventId, type, status, attempts, payload, nextAttemptAt, replayOf, createdAt } =
    delivery;
  const client = useQueryClient();
  const replay = useMutation({
    mutationFn: () => api().replayDelivery({ webhookId, deliveryId }),
    onSuccess: () => askAgain(client, webhookQueries.deliveries(webhookId).queryKey),
  });
  return (
    <li className="border-line border-b">
      <details>
        <summary className="grid grid-cols-[6.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 py-1.5 hover:bg-hover">
          <StatusMark {...deliveryStatuses[status]} />
          <span className="min-w-0 truncate">
            <code className="font-mono text-small">{type}</code>
            <span className="ml-3 text-ink-soft">{lastAnswer(delivery)}</span>
          </span>
          <span className="whitespace-nowrap text-ink-faint">
            <Age at={createdAt} />
          </span>
        </summary>
        <div className="space-y-3 pt-1 pb-4 sm:pl-[7.25rem]">
          <ol className="space-y-1">
            {attempts.map((attempt, index) => (
              <li key={attempt.at} className="break-words">
                <span className="text-ink-faint" suppressHydrationWarning>
                  Attempt {index + 1}, {formatMoment(attempt.at)}, {formatElapsed(attempt.durationMs)}:
                </span>{" "}
                {attempt.error ? attempt.error.message : attempt.status}
                {attempt.excerpt && (
                  <code className="block whitespace-pre-wrap break-all font-mono text-ink-soft text-small">
                    {attempt.excerpt}
                  </code>
                )}
              </li>
            ))}
          </ol>
          {nextAttemptAt && (
            <p className="text-ink-soft" suppressHydrationWarning>
              It is tried again at {formatMoment(nextAttemptAt)}.
            </p>
          )}
          <pre className="whitespace-pre-wrap break-all rounded-md bg-sunken p-2 font-mono text-small">{payload}</pre>
          <p className="break-all font-mono text-ink-faint text-small">
            webhook-id {eventId}
            {replayOf && ` (replay of ${replayOf})`}
          </p>
          <div className="flex flex-wrap items-center gap-3">
            <Button size="sm" onClick={() => replay.mutate()} disabled={!canReplay || replay.isPending}>
              <RotateCw aria-hidden />
              Send again
            </Button>
            {replay.error && (
              <p role="alert" className="text-failed">
                {replay.error.message}
              </p>
            )}
          </div>
        </div>
      </details>
    </li>
  );
}
