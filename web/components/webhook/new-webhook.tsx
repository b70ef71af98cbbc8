"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { CreatedWebhook, EventType } from "@videoflow/client/schema";
import { useId } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { Section } from "#web/components/ui/section.tsx";
import { api } from "#web/lib/api.ts";
import { askAgain } from "#web/lib/ask-again.ts";
import { webhookQueries } from "#web/lib/queries/webhook.ts";

interface Props {
  readonly onCreated: (webhook: CreatedWebhook) => void;
  readonly onCancel?: () => void;
}

export function NewWebhook({ onCreated, onCancel }: Props) {
  const id = useId();
  const client = useQueryClient();
  const { data: events } = useSuspenseQuery(webhookQueries.events());
  const create = useMutation({
    mutationFn: (form: FormData) =>
      api().createWebhook({
        url: String(form.get("url")),
        events: form.getAll("events") as EventType[],
        ...(form.get("description") && { description: String(form.get("description")) }),
      }),
    onSuccess: async (webhook) => {
      await askAgain(client, webhookQueries.list().queryKey);
      onCreated(webhook);
    },
  });

  return (
    <Section title="Add a webhook">
      <form
        className="mb-8 flex max-w-2xl flex-col gap-4 py-2"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          create.mutate(new FormData(submitted.currentTarget));
        }}
      >
        <label className="flex flex-col gap-1">
          Address
          <input
            name="url"
            type="url"
            required
            placeholder="https://example.com/videoflow"
            autoComplete="off"
            spellCheck={false}
            className={fieldClass}
            {...(create.isError && { "aria-describedby": `${id}-error`, "aria-invalid": true })}
          />
        </label>
        <label className="flex flex-col gap-1">
          What it is for
          <input name="description" type="text" maxLength={200} autoComplete="off" className={fieldClass} />
        </label>
        <fieldset>
          <legend className="mb-1">Told of</legend>
          <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
            {events.items.map(({ type, description }) => (
              <li key={type}>
                <label className="flex items-baseline gap-2 rounded-md py-0.5">
                  <input type="checkbox" name="events" value={type} defaultChecked className="accent-(--focus)" />
                  <span>
                    <code className="font-mono text-small">{type}</code>
                    <span className="block text-ink-soft text-small">{description}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        {create.error && (
          <p id={`${id}-error`} role="alert" className="text-failed">
            {create.error.message}
          </p>
        )}
        <div className="flex gap-2">
          <Button type="submit" look="primary" disabled={create.isPending}>
            {create.isPending ? "Adding" : "Add webhook"}
          </Button>
          {onCancel && (
            <Button look="quiet" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </div>
      </form>
    </Section>
  );
}
