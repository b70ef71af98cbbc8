"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Asset } from "@videoflow/client/schema";
import { Undo2 } from "lucide-react";
import { Age } from "#web/components/ui/age.tsx";
import { Button } from "#web/components/ui/button.tsx";
import { assetMutations } from "#web/lib/mutations/asset.ts";

/** Says of an asset that it was deleted, and brings it back. */
export function InTrash({ asset }: { readonly asset: Asset & { readonly deletedAt: string } }) {
  const { mutate, error, isPending } = useMutation(assetMutations.restore(useQueryClient()));
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-line bg-sunken px-3 py-2">
      <p className="min-w-0 flex-1">
        It is in the trash since <Age at={asset.deletedAt} />: no list and no search shows it. After 30 days it goes for
        good.
      </p>
      <Button disabled={isPending} onClick={() => mutate([asset])}>
        <Undo2 aria-hidden />
        Restore
      </Button>
      {error && (
        <p role="alert" className="basis-full text-failed">
          {error.message}
        </p>
      )}
    </div>
  );
}
