"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Asset } from "@videoflow/client/schema";
import { RotateCw } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { assetMutations, type UnderstandStep } from "#web/lib/mutations/asset.ts";
import { REPROCESSING } from "#web/lib/reprocess.ts";

/** Has a part of the understanding made again, with all that depends on it. */
export function ReprocessForm({ asset: { assetId, understanding } }: { readonly asset: Asset }) {
  const { mutate, error, isPending } = useMutation(assetMutations.reprocess(useQueryClient(), assetId));
  const running = understanding?.status === "running";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate(new FormData(event.currentTarget).get("from") as UnderstandStep);
  }

  return (
    <form onSubmit={submit} className="mt-3 flex flex-wrap items-center gap-2">
      <label className="flex items-center gap-2">
        <span className="text-ink-soft">Make again</span>
        <select name="from" className={fieldClass}>
          {REPROCESSING.map(({ from, title }) => (
            <option key={from} value={from}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" disabled={running || isPending}>
        <RotateCw aria-hidden />
        Reprocess
      </Button>
      <p className="basis-full text-ink-faint text-small">
        {running
          ? "It is being understood: it can be made again when that has ended."
          : "All that depends on it is made again too. The original is not touched."}
      </p>
      {error && (
        <p role="alert" className="basis-full text-failed">
          {error.message}
        </p>
      )}
    </form>
  );
}
