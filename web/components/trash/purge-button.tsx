"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AssetSummary } from "@videoflow/client/schema";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { DialogFrame } from "#web/components/ui/dialog-frame.tsx";
import { assetMutations } from "#web/lib/mutations/asset.ts";

export function PurgeButton({ asset }: { readonly asset: AssetSummary }) {
  const [open, setOpen] = useState(false);
  const { mutate, error, isPending, reset } = useMutation(assetMutations.purge(useQueryClient()));
  return (
    <DialogFrame
      trigger={
        <Button size="sm" look="quiet" aria-label={`Delete ${asset.name} for good`}>
          Delete for good
        </Button>
      }
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        reset();
      }}
      title={`Delete ${asset.name} for good?`}
      description="The original and all that was made of it are deleted. Nothing brings them back."
      error={error?.message}
      action={
        <Button
          look="primary"
          disabled={isPending}
          onClick={() => mutate([asset], { onSuccess: () => setOpen(false) })}
        >
          {isPending ? "Deleting" : "Delete for good"}
        </Button>
      }
    />
  );
}
