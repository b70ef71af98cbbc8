"use client";

import { Button } from "#web/components/ui/button.tsx";
import { Notice } from "#web/components/ui/notice.tsx";
import { UploadButton } from "#web/components/upload/upload-button.tsx";
import { type AssetFilter, isNarrowed } from "#web/lib/library-params.ts";
import { assetStatuses } from "#web/lib/status.ts";
import { NO_ASSET_FILTER, useAssetFilter } from "#web/lib/use-asset-filter.ts";

/** Says what to do next, or that nothing fits what is chosen. */
export function EmptyLibrary({ filter }: { readonly filter: AssetFilter }) {
  const [, change] = useAssetFilter();
  const { status, tag, collection } = filter;
  const everything = <Button onClick={() => void change(NO_ASSET_FILTER)}>Show all assets</Button>;
  if (isNarrowed(filter)) {
    const wanted = [
      ...(status ? [`“${assetStatuses[status].label.toLowerCase()}”`] : []),
      ...tag.map((name) => `tagged “${name}”`),
      ...collection.map((name) => `in “${name}”`),
    ];
    return (
      <Notice title="No asset fits" actions={everything}>
        <p className="break-words">
          Nothing is {wanted.join(" and ")}
          {wanted.length > 1 && ": all of it has to hold for the same asset"}.
        </p>
      </Notice>
    );
  }
  if (status) {
    return (
      <Notice title={`Nothing is “${assetStatuses[status].label.toLowerCase()}”`} actions={everything}>
        <p>Assets come here by themselves when they are in this state.</p>
      </Notice>
    );
  }
  return (
    <Notice title="Drop footage here" actions={<UploadButton />}>
      <p>
        Drag files or folders anywhere onto this page. VideoFlow checks each file, makes a proxy, a storyboard and clean
        sound, and leaves the original untouched.
      </p>
      <p>No footage at hand? Try the samples, in a terminal:</p>
      <pre className="overflow-x-auto rounded-md border border-line bg-surface px-3 py-2 font-mono text-body text-ink">
        npm start -- samples/*
      </pre>
    </Notice>
  );
}
