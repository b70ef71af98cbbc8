import { clsx } from "clsx";
import { memo } from "react";
import { Age } from "#web/components/ui/age.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatBytes, formatClock, formatSize } from "#web/lib/format.ts";
import { assetStatuses } from "#web/lib/status.ts";
import { stepTitle } from "#web/lib/step.ts";
import type { AssetItemProps } from "./asset-card.tsx";
import { AssetFrame } from "./asset-frame.tsx";
import { AssetLink } from "./asset-link.tsx";
import { SelectBox } from "./select-box.tsx";

/** An asset in one line of the list. */
export const AssetRow = memo(function AssetRow({ asset, chosen, choosing, eager }: AssetItemProps) {
  const { assetId, name, status, bytes, width, height, createdAt, durationMs } = asset;
  const { reason, progress, tags = [], collections = [] } = asset;
  const detail = reason?.message ?? (progress && `${stepTitle(progress.step)}, ${Math.floor(progress.percent)} %`);
  const marks = [...tags, ...collections].join(", ");
  return (
    <div
      className={clsx(
        "group relative grid h-14 grid-cols-[4.5rem_minmax(0,1fr)_auto] items-center gap-x-4 border-line border-b hover:bg-hover",
        "sm:grid-cols-[4.5rem_minmax(0,1fr)_5.5rem_4.5rem_6rem_5rem] lg:grid-cols-[4.5rem_minmax(0,2fr)_minmax(0,1fr)_5.5rem_4.5rem_6rem_5rem_7rem]",
        chosen && "bg-hover shadow-[inset_3px_0_0_0_var(--accent)]",
      )}
    >
      <div className="[&_*]:text-micro [&_.text-micro]:hidden">
        {status === "ready" && <AssetFrame asset={asset} eager={eager} />}
      </div>
      <div className="ellipsis">
        {/* The link's field is the whole line. */}
        <AssetLink assetId={assetId} choosing={choosing} className="field-link">
          {chosen && <span className="sr-only">Selected: </span>}
          {name}
        </AssetLink>
        {detail && <p className="ellipsis text-ink-soft text-small">{detail}</p>}
      </div>
      <p className="hidden ellipsis text-ink-faint lg:block" title={marks}>
        {marks}
      </p>
      <StatusMark {...assetStatuses[status]} />
      <span className="hidden text-right sm:block">{durationMs !== undefined && formatClock(durationMs)}</span>
      <span className="hidden text-right text-ink-soft sm:block">{width && height && formatSize(width, height)}</span>
      <span className="hidden text-right text-ink-soft sm:block">{formatBytes(bytes)}</span>
      <span className="hidden text-right text-ink-faint lg:block">
        <Age at={createdAt} />
      </span>
      <SelectBox
        name={name}
        chosen={chosen}
        choosing={choosing.ids.size > 0}
        onToggle={(range) => choosing.toggle(assetId, range)}
        className="absolute top-4 left-1"
      />
    </div>
  );
});
