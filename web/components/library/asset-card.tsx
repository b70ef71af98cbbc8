import type { AssetSummary } from "@videoflow/client/schema";
import { clsx } from "clsx";
import { memo } from "react";
import { Age } from "#web/components/ui/age.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatBytes, formatSize } from "#web/lib/format.ts";
import { assetStatuses } from "#web/lib/status.ts";
import type { Choosing } from "#web/lib/use-choosing.ts";
import { AssetFrame } from "./asset-frame.tsx";
import { AssetLink } from "./asset-link.tsx";
import { SelectBox } from "./select-box.tsx";

export interface AssetItemProps {
  readonly asset: AssetSummary;
  readonly chosen: boolean;
  readonly choosing: Choosing;
  /** Whether its picture is asked for at once, and not when it comes near the window. */
  readonly eager: boolean;
}

export const AssetCard = memo(function AssetCard({ asset, chosen, choosing, eager }: AssetItemProps) {
  const { assetId, name, status, bytes, width, height, createdAt } = asset;
  return (
    <div className="group relative">
      <AssetLink assetId={assetId} choosing={choosing} className="block rounded-sm">
        <div className={clsx("rounded-sm", chosen && "outline-3 outline-accent outline-offset-2")}>
          <AssetFrame asset={asset} eager={eager} />
        </div>
        <p className="mt-1.5 ellipsis group-hover:underline" title={name}>
          {/* Before the name: behind a long one it would stand outside of the page, and make it wider. */}
          {chosen && <span className="sr-only">Selected: </span>}
          {name}
        </p>
        <p className="flex gap-2 text-ink-faint text-small">
          <StatusMark {...assetStatuses[status]} quiet={status === "ready"} />
          {width && height && <span>{formatSize(width, height)}</span>}
          {/* Beside the name of a state there is room for one of the two. */}
          {(status === "ready" || !width) && <span className="ellipsis">{formatBytes(bytes)}</span>}
          <span className="ml-auto hidden whitespace-nowrap sm:inline">
            <Age at={createdAt} />
          </span>
        </p>
      </AssetLink>
      <SelectBox
        name={name}
        chosen={chosen}
        choosing={choosing.ids.size > 0}
        onToggle={(range) => choosing.toggle(assetId, range)}
        className="absolute top-1.5 left-1.5"
      />
    </div>
  );
});
