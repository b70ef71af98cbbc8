"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Judge } from "@videoflow/client/schema";
import { type FormEvent, useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { JUDGES, judgeOf } from "#web/lib/judge.ts";
import { settingQueries } from "#web/lib/queries/setting.ts";

/** Chooses who writes briefs from now on. */
export function JudgeForm({ judge }: { readonly judge: Judge }) {
  const { mutate, error, isPending, isSuccess, reset } = useMutation(settingQueries.choose(useQueryClient()));
  const [provider, setProvider] = useState(judge.provider);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate({ judge: judgeOf(new FormData(event.currentTarget)) });
  }

  return (
    <form onSubmit={submit} onChange={() => reset()} className="space-y-4">
      <fieldset className="space-y-1">
        <legend className="sr-only">Who writes the briefs</legend>
        {JUDGES.map(({ provider: value, title, detail }) => (
          <label
            key={value}
            className="flex cursor-pointer gap-3 rounded-md p-2.5 hover:bg-hover has-checked:bg-surface has-checked:shadow-[inset_0_0_0_1px_var(--line-strong)]"
          >
            <input
              type="radio"
              name="provider"
              value={value}
              checked={provider === value}
              onChange={() => setProvider(value)}
              className="mt-0.5 size-4 shrink-0 accent-ink"
            />
            <span>
              <span className="block">{title}</span>
              <span className="text-ink-faint text-small">{detail}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {provider === "openai-compatible" && (
        <Field
          label="Address"
          name="baseUrl"
          type="url"
          placeholder="http://127.0.0.1:11434/v1"
          value={judge.provider === "openai-compatible" ? judge.baseUrl : ""}
        />
      )}
      {provider !== "rules" && (
        <Field
          key={provider}
          label="Model"
          name="model"
          type="text"
          placeholder={provider === "bedrock" ? "amazon.nova-lite-v1:0" : "llama3.2"}
          value={judge.provider === provider ? judge.model : ""}
        />
      )}
      <p className="text-ink-soft">
        Briefs that are there stay as they are until they are made again. Whoever writes them, what has no evidence in
        the footage is not said.
      </p>
      <div className="flex items-center gap-3">
        <Button type="submit" look="primary" disabled={isPending}>
          Save
        </Button>
        <p role="status" className="text-ready">
          {isSuccess && "Saved"}
        </p>
      </div>
      {error && (
        <p role="alert" className="text-failed">
          {error.message}
        </p>
      )}
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly type: "url" | "text";
  readonly placeholder: string;
  readonly value: string;
}

function Field({ label, value, ...rest }: FieldProps) {
  return (
    <label className="block">
      <span className="mb-1 block text-ink-soft">{label}</span>
      <input {...rest} required maxLength={200} defaultValue={value} className={`${fieldClass} w-full max-w-md`} />
    </label>
  );
}
