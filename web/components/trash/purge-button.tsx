"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AssetSummary } from "@videoflow/client/schema";
import { ConfirmButton } from "#web/components/ui/confirm-button.tsx";
import { assetMutations } from "#web/lib/mutations/asset.ts";

export function PurgeButton({ asset }: { readonly asset: AssetSummary }) {
  const purge = useMutation(assetMutations.purge(useQueryClient()));
  return (
    <ConfirmButton
      label="Delete for good"
      name={`Delete ${asset.name} for good`}
      title={`Delete ${asset.name} for good?`}
      description="The original and all that was made of it are deleted. Nothing brings them back."
      mutation={purge}
      of={[asset]}
    />
  );
}
