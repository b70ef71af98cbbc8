import { memo } from "react";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatBytes } from "#web/lib/format.ts";
import { assetStatuses } from "#web/lib/status.ts";
import { useUpload } from "#web/lib/upload/store.ts";
import { UploadingFrame } from "./asset-frame.tsx";

/** A file of this page that the library does not list yet. */
export const UploadCard = memo(function UploadCard({ id }: { readonly id: string }) {
  const item = useUpload(id);
  if (!item) return null;
  const { name, bytes, state } = item;
  return (
    <>
      <UploadingFrame upload={item} name={name} />
      <p className="mt-1.5 truncate" title={name}>
        {name}
      </p>
      <p className="flex gap-2 text-ink-faint text-small">
        <StatusMark {...(state === "failed" ? { label: "Not sent", tone: "failed" } : assetStatuses.uploading)} />
        <span>{formatBytes(bytes)}</span>
      </p>
    </>
  );
});

/** The same in one line of the list. */
export const UploadLine = memo(function UploadLine({ id }: { readonly id: string }) {
  const item = useUpload(id);
  if (!item) return null;
  const { name, state } = item;
  return (
    <div className="flex h-14 items-center justify-between gap-4 border-line border-b pl-22.5">
      <p className="min-w-0 truncate" title={name}>
        {name}
      </p>
      <StatusMark {...(state === "failed" ? { label: "Not sent", tone: "failed" } : assetStatuses.uploading)} />
    </div>
  );
});
