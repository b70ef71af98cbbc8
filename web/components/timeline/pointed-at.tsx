"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { formatClock } from "#web/lib/format.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { parseStoryboard, tileAtMs, tileStyle } from "#web/lib/storyboard.ts";

interface Props {
  readonly assetId: string;
  readonly hasStoryboard: boolean;
  /** Place in the field, 0 to 1. */
  readonly share: number;
  readonly ms: number;
  /** What is there, if anything is. */
  readonly text: string | undefined;
}

/** What the pointer is at: the picture there, the time, and what the lane says of it. */
export function PointedAt({ assetId, hasStoryboard, share, ms, text }: Props) {
  const { data: storyboard } = useQuery({
    ...assetQueries.storyboard(assetId),
    select: parseStoryboard,
    enabled: hasStoryboard,
  });
  const tile = storyboard && tileAtMs(storyboard, ms);
  return (
    <div className="absolute inset-y-0 w-px bg-ink-faint" style={{ left: `${share * 100}%` }}>
      <div
        className={clsx(
          "absolute bottom-full z-10 mb-1.5 w-48 overflow-hidden rounded-md border border-line bg-raised text-ink shadow-float",
          share < 0.25 ? "left-0" : share > 0.75 ? "right-0" : "left-1/2 -translate-x-1/2",
        )}
      >
        {tile && <div className="w-full bg-well" style={tileStyle(storyboard, tile)} />}
        <p className="px-2 py-1.5 text-small">
          <span className="font-bold">{formatClock(ms)}</span>
          {text && <span className="mt-0.5 line-clamp-4 break-words text-ink-soft">{text}</span>}
        </p>
      </div>
    </div>
  );
}
