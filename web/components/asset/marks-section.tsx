"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Asset } from "@videoflow/client/schema";
import { Section } from "#web/components/ui/section.tsx";
import { assetMutations } from "#web/lib/mutations/asset.ts";
import { NameList } from "./name-list.tsx";

/** What people sort the asset by. */
export function MarksSection({ asset: { assetId, tags = [], collections = [] } }: { readonly asset: Asset }) {
  const { mutate, error } = useMutation(assetMutations.mark(useQueryClient(), assetId));
  return (
    <Section title="Tags and collections">
      <div className="space-y-2">
        <NameList what="tag" names={tags} onChange={(next) => mutate({ tags: next })} />
        <NameList what="collection" names={collections} onChange={(next) => mutate({ collections: next })} />
        {error && (
          <p role="alert" className="text-failed">
            {error.message}
          </p>
        )}
      </div>
    </Section>
  );
}
