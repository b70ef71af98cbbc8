"use client";

import { useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { Asset } from "@videoflow/client/schema";
import type { Scenes } from "@videoflow/core/scene/scene.schema";
import { useEffect, useRef } from "react";
import { derivativeOf } from "#web/lib/derivative.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { documentQueries } from "#web/lib/queries/document.ts";
import { parseStoryboard } from "#web/lib/storyboard.ts";
import { indexAt } from "#web/lib/timeline/lane.ts";
import { usePlayheadAs } from "#web/lib/use-playhead.ts";
import { DocumentState } from "./document-state.tsx";
import { SceneRow } from "./scene-row.tsx";

interface Props {
  readonly asset: Asset;
  readonly video: HTMLVideoElement | null;
}

/** Shots that share meaning, each with its picture and what it shows. */
export function ScenesPanel({ asset, video }: Props) {
  const query = useQuery(documentQueries.scenes(asset.derivatives));
  return (
    <DocumentState query={query} none="This asset has no scenes.">
      {({ scenes }) => <SceneList asset={asset} scenes={scenes} video={video} />}
    </DocumentState>
  );
}

const ROW_HEIGHT = 96;

function SceneList({ asset, scenes, video }: Props & { readonly scenes: Scenes["scenes"] }) {
  const list = useRef<HTMLDivElement>(null);
  const current = usePlayheadAs(video, (seconds) => indexAt(scenes, seconds * 1000));
  const frames = derivativeOf(asset.derivatives, "frames");
  const { data: storyboard } = useQuery({
    ...assetQueries.storyboard(asset.assetId),
    select: parseStoryboard,
    enabled: derivativeOf(asset.derivatives, "storyboard") !== undefined,
  });
  const virtualizer = useVirtualizer({
    count: scenes.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });

  // Where the player is comes into sight, but not under the hand of somebody who reads elsewhere. Scrolling is the browser's.
  useEffect(() => {
    if (current >= 0 && !list.current?.matches(":hover, :focus-within")) virtualizer.scrollToIndex(current);
  }, [virtualizer, current]);

  return (
    <div ref={list} className="min-h-0 flex-1 overflow-y-auto">
      <ol className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, key }) => {
          const scene = scenes[index];
          return (
            scene && (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-posinset={index + 1}
                aria-setsize={scenes.length}
                aria-current={index === current ? "true" : undefined}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <SceneRow
                  scene={scene}
                  assetId={asset.linkedTo ?? asset.assetId}
                  // Frames that stand for scenes are counted; the storyboard is asked for by time.
                  posterMs={scene.posterFrame === null ? null : scene.posterFrame * (frames?.intervalMs ?? 0)}
                  storyboard={storyboard}
                  current={index === current}
                  video={video}
                />
              </li>
            )
          );
        })}
      </ol>
    </div>
  );
}
