import type { AssetSummary } from "@videoflow/client/schema";
import Link from "next/link";
import { Age } from "#web/components/ui/age.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatBytes, formatSize } from "#web/lib/format.ts";
import { assetStatuses } from "#web/lib/status.ts";
import type { UploadItem } from "#web/lib/upload/store.ts";
import { AssetFrame } from "./asset-frame.tsx";

interface Props {
  readonly asset: AssetSummary;
  /** When its bytes are being sent from this very page. */
  readonly upload?: UploadItem | undefined;
}

export function AssetCard({ asset, upload }: Props) {
  const { assetId, name, status, bytes, width, height, createdAt } = asset;
  return (
    <Link href={`/assets/${assetId}`} prefetch={false} className="group block rounded-sm">
      <AssetFrame asset={asset} upload={upload} />
      <p className="mt-1.5 truncate group-hover:underline" title={name}>
        {name}
      </p>
      <p className="flex gap-2 text-ink-faint text-small">
        <StatusMark {...assetStatuses[status]} quiet={status === "ready"} />
        {width && height && <span>{formatSize(width, height)}</span>}
        {/* Beside the name of a state there is room for one of the two. */}
        {(status === "ready" || !width) && <span className="truncate">{formatBytes(bytes)}</span>}
        <span className="ml-auto hidden whitespace-nowrap sm:inline">
          <Age at={createdAt} />
        </span>
      </p>
    </Link>
  );
}
