"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Webhook } from "@videoflow/client/schema";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { SecretNotice } from "#web/components/ui/secret-notice.tsx";
import { api } from "#web/lib/api.ts";
import { askAgain } from "#web/lib/ask-again.ts";
import { webhookQueries } from "#web/lib/queries/webhook.ts";
import { SECRET_OF_WEBHOOK } from "#web/lib/webhook-status.ts";

/** What can be done with a webhook. What cannot be taken back is asked for twice. */
export function WebhookActions({ webhook: { webhookId, url, enabled } }: { readonly webhook: Webhook }) {
  const client = useQueryClient();
  const router = useRouter();
  const [isLeaving, setLeaving] = useState(false);
  const refresh = () => askAgain(client, webhookQueries.all());
  const test = useMutation({ mutationFn: () => api().testWebhook({ webhookId }), onSuccess: refresh });
  const turn = useMutation({
    mutationFn: () => api().changeWebhook({ webhookId, enabled: !enabled }),
    onSuccess: refresh,
  });
  const rotate = useMutation({ mutationFn: () => api().rotateWebhookSecret({ webhookId }) });
  const remove = useMutation({
    mutationFn: () => api().deleteWebhook({ webhookId }),
    onSuccess: async () => {
      router.push("/webhooks");
      await askAgain(client, webhookQueries.list().queryKey);
    },
  });
  const error = test.error ?? turn.error ?? rotate.error ?? remove.error;

  return (
    <div className="pb-5">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => test.mutate()} disabled={!enabled || test.isPending}>
          Send a test
        </Button>
        <Button onClick={() => turn.mutate()} disabled={turn.isPending}>
          {enabled ? "Disable" : "Enable"}
        </Button>
        <Button onClick={() => rotate.mutate()} disabled={rotate.isPending}>
          New secret
        </Button>
        {isLeaving ? (
          <>
            <Button look="primary" onClick={() => remove.mutate()} disabled={remove.isPending}>
              Delete for good
            </Button>
            <Button look="quiet" onClick={() => setLeaving(false)}>
              Keep it
            </Button>
          </>
        ) : (
          <Button look="quiet" onClick={() => setLeaving(true)}>
            Delete
          </Button>
        )}
      </div>
      {error && (
        <p role="alert" className="mt-2 text-failed">
          {error.message}
        </p>
      )}
      {rotate.data && (
        <div className="mt-4">
          <SecretNotice of={url} secret={rotate.data.secret} onDone={() => rotate.reset()}>
            {SECRET_OF_WEBHOOK}
          </SecretNotice>
        </div>
      )}
    </div>
  );
}
