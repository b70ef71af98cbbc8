"use client";

import type { AssetSummary } from "@videoflow/client/schema";
import { type PointerEvent, useState } from "react";
import { ProgressLine } from "#web/components/ui/progress-line.tsx";
import { formatClock } from "#web/lib/format.ts";
import { steadyUrl } from "#web/lib/signed-url.ts";
import { CardFrame } from "./card-frame.tsx";
import { SoundLines } from "./sound-lines.tsx";
import { StoryboardScrub } from "./storyboard-scrub.tsx";

interface Props {
  readonly asset: AssetSummary;
  /** Whether the picture is asked for at once, and not when it comes near the window. */
  readonly eager?: boolean;
}

/** The poster, and under a mouse the place in the footage that it points at; how far it is understood, while it is being. */
export function ReadyFrame({ asset, eager = false }: Props) {
  const { assetId, name, posterUrl, thumbnailUrl = posterUrl, durationMs, progress } = asset;
  const [share, setShare] = useState<number>();

  function follow({ clientX, currentTarget, pointerType }: PointerEvent) {
    if (pointerType !== "mouse") return;
    const { left, width } = currentTarget.getBoundingClientRect();
    setShare(Math.min(Math.max((clientX - left) / width, 0), 1));
  }

  return (
    <div onPointerMove={follow} onPointerLeave={() => setShare(undefined)}>
      <CardFrame picture={thumbnailUrl !== undefined}>
        {thumbnailUrl ? (
          // biome-ignore lint/performance/noImgElement: thumbnails are made small by the pipeline, and their addresses are signed for the browser.
          <img
            src={steadyUrl(thumbnailUrl)}
            alt=""
            loading={eager ? "eager" : "lazy"}
            decoding="async"
            className="size-full object-contain"
          />
        ) : (
          <SoundLines className="size-8" />
        )}
        {thumbnailUrl && share !== undefined && <StoryboardScrub assetId={assetId} share={share} />}
        {durationMs !== undefined && (
          <span className="absolute right-1.5 bottom-1.5 rounded-sm bg-scrim px-1 py-px text-micro text-on-picture">
            {share === undefined ? formatClock(durationMs) : formatClock(share * durationMs)}
          </span>
        )}
        {progress && (
          <ProgressLine
            label={`Understanding ${name}`}
            percent={progress.percent}
            className="absolute inset-x-0 bottom-0"
          />
        )}
      </CardFrame>
    </div>
  );
}
