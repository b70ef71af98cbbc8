"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Asset } from "@videoflow/client/schema";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { DeleteButton } from "#web/components/trash/delete-button.tsx";
import { Button } from "#web/components/ui/button.tsx";
import { assetMutations } from "#web/lib/mutations/asset.ts";
import { offerUndo } from "#web/lib/trash/just-deleted.ts";

/** Puts the asset into the trash and leads back to the library, where that can be taken back. */
export function DeleteAsset({ asset }: { readonly asset: Asset }) {
  const router = useRouter();
  const { mutate, error, isPending } = useMutation(assetMutations.delete(useQueryClient()));
  function remove() {
    mutate([asset], {
      onSuccess() {
        offerUndo([asset]);
        router.push("/");
      },
    });
  }
  return (
    <>
      <DeleteButton
        assets={[asset]}
        onDelete={remove}
        trigger={
          <Button size="icon" look="quiet" aria-label="Delete" title="Delete" disabled={isPending}>
            <Trash2 aria-hidden />
          </Button>
        }
      />
      {error && (
        <p role="alert" className="basis-full text-right text-failed">
          {error.message}
        </p>
      )}
    </>
  );
}
