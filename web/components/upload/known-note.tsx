import Link from "next/link";
import { Button } from "#web/components/ui/button.tsx";
import type { UploadItem } from "#web/lib/upload/store.ts";
import { cancelUpload, restoreKnown, sendAllTheSame } from "#web/lib/upload/uploader.ts";

/** Says where the bytes of a file are already, and asks what is to become of it. */
export function KnownNote({ item: { id, name, sidecars, known, problem } }: { readonly item: UploadItem }) {
  if (!known) return null;
  const { assetId, deletedAt } = known;
  return (
    <>
      <p className="break-words text-ink-soft text-small">
        {deletedAt ? "In the trash as " : "In the library already, as "}
        <Link href={`/assets/${assetId}`} prefetch={false} className="text-ink underline underline-offset-2">
          {known.name}
        </Link>
      </p>
      {sidecars.length > 0 && (
        <p className="break-words text-ink-faint text-small">
          Not sent with it: {sidecars.map((sidecar) => sidecar.name).join(", ")}. Its page takes what is said.
        </p>
      )}
      {problem && <p className="break-words text-failed text-small">{problem}</p>}
      <div className="mt-1 flex flex-wrap gap-1">
        {deletedAt && (
          <Button size="sm" aria-label={`Restore ${known.name}`} onClick={() => restoreKnown(id)}>
            Restore
          </Button>
        )}
        <Button size="sm" aria-label={`Skip ${name}`} onClick={() => cancelUpload(id)}>
          Skip
        </Button>
        <Button size="sm" look="quiet" aria-label={`Send all the same: ${name}`} onClick={() => sendAllTheSame(id)}>
          Send all the same
        </Button>
      </div>
    </>
  );
}
