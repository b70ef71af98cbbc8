"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AssetSummary } from "@videoflow/client/schema";
import { ConfirmButton } from "#web/components/ui/confirm-button.tsx";
import { cutsTold } from "#web/lib/cut/cuts-with.ts";
import { assetMutations } from "#web/lib/mutations/asset.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";

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
    >
      <UsedIn assetId={asset.assetId} />
    </ConfirmButton>
  );
}

/** In how many cuts an asset is: they can never be rendered again without it. */
function UsedIn({ assetId }: { readonly assetId: string }) {
  const { data, error } = useQuery(assetQueries.cutsWith(assetId));
  if (error) return <p className="mt-2 text-failed">Nobody knows in which cuts it is: {error.message}</p>;
  const told = data && cutsTold(data);
  return (
    <p role="status" className="mt-2">
      {told && `It is used in ${told}: what is rendered stays, but nothing that uses it can ever be rendered again.`}
    </p>
  );
}
