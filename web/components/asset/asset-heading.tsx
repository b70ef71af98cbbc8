import type { Asset } from "@videoflow/client/schema";
import { ArrowLeft, Download } from "lucide-react";
import Link from "next/link";
import { KeysDialog } from "#web/components/shell/keys-dialog.tsx";
import { Age } from "#web/components/ui/age.tsx";
import { buttonClass } from "#web/components/ui/button.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatBytes, formatClock, formatSize } from "#web/lib/format.ts";
import { ASSET_KEYS } from "#web/lib/key-lists.ts";
import { assetStatuses, isInWork } from "#web/lib/status.ts";
import { DeleteAsset } from "./delete-asset.tsx";

export function AssetHeading({ asset }: { readonly asset: Asset }) {
  const { name, status, bytes, durationMs, createdAt, downloadUrl, width, height } = asset;
  return (
    <header className="flex flex-wrap items-start gap-3 pt-3 pb-4">
      <Link href="/" aria-label="Back to the library" className={buttonClass({ look: "quiet", size: "icon" })}>
        <ArrowLeft aria-hidden />
      </Link>
      <div className="min-w-48 flex-1">
        <h1 className="break-words font-bold text-title tracking-tight">{name}</h1>
        <p className="mt-0.5 flex flex-wrap gap-x-4 text-ink-soft">
          <StatusMark {...assetStatuses[status]} />
          {durationMs !== undefined && <span>{formatClock(durationMs)}</span>}
          {width && height && <span>{formatSize(width, height)}</span>}
          <span>{formatBytes(bytes)}</span>
          <Age at={createdAt} />
        </p>
      </div>
      {status === "ready" && (
        <div className="hidden sm:block">
          <KeysDialog keys={ASSET_KEYS} />
        </div>
      )}
      {!asset.deletedAt && !isInWork(status) && <DeleteAsset asset={asset} />}
      {downloadUrl && (
        <a href={downloadUrl} className={buttonClass()}>
          <Download aria-hidden />
          <span className="max-sm:sr-only">Original</span>
        </a>
      )}
    </header>
  );
}
