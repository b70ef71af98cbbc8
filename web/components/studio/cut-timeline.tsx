"use client";

import { msOf } from "@videoflow/core/cut/frame-rate";
import { type PointerEvent, useMemo, useRef, useState } from "react";
import { LaneRow } from "#web/components/timeline/lane-row.tsx";
import { LANE_FIELD } from "#web/components/timeline/layout.ts";
import { PlayheadLine } from "#web/components/timeline/playhead-line.tsx";
import { Ruler } from "#web/components/timeline/ruler.tsx";
import { ZoomButtons, zoomByKey } from "#web/components/timeline/zoom-buttons.tsx";
import { lanesOfCut } from "#web/lib/cut/lanes.ts";
import type { Spec } from "#web/lib/cut/spec.ts";
import { seekToMs } from "#web/lib/player-keys.ts";
import { indexAt } from "#web/lib/timeline/lane.ts";
import { shareOf, timeAt } from "#web/lib/timeline/view.ts";
import { useTimelineView } from "#web/lib/use-timeline-view.ts";
import { ClipFilm } from "./clip-film.tsx";

interface Props {
  readonly spec: Spec;
  /** What it follows and leads; null while there is nothing to play. */
  readonly video: HTMLVideoElement | null;
  /** The item whose evidence is shown. */
  readonly open: string | null;
  readonly onOpen: (item: string) => void;
}

/** What stands in the cut, in its time. A click opens the item that is there, and takes the player to it. */
export function CutTimeline({ spec, video, open, onOpen }: Props) {
  const lanes = useMemo(() => lanesOfCut(spec), [spec]);
  const durationMs = msOf(spec.frames, spec.frameRate);
  const field = useRef<HTMLDivElement>(null);
  const { view, whole, zoom, showWhole } = useTimelineView(video, durationMs, field);
  const [pointedMs, setPointedMs] = useState<number>();
  const pieces = lanes.find(({ id }) => id === "items")?.items ?? [];

  function timeUnder({ clientX }: PointerEvent): number | undefined {
    const { left = 0, width = 1 } = field.current?.getBoundingClientRect() ?? {};
    const share = (clientX - left) / width;
    return share >= 0 && share <= 1 ? timeAt(view, share) : undefined;
  }

  function pressDown(event: PointerEvent) {
    const ms = timeUnder(event);
    if (ms === undefined || event.button !== 0) return;
    const index = indexAt(pieces, ms);
    const item = spec.items[index];
    if (item) onOpen(item.id);
    if (video) seekToMs(video, pieces[index]?.startMs ?? ms);
  }

  const pointed = pointedMs === undefined ? undefined : pieces[indexAt(pieces, pointedMs)];
  return (
    <section
      aria-label="Timeline of the cut"
      onKeyDown={(event) => zoomByKey(event, { onZoom: zoom, onWhole: showWhole })}
      className="mt-2"
    >
      <div className="mb-1 flex min-h-7 items-center justify-end gap-2">
        <ZoomButtons whole={whole} onZoom={zoom} onWhole={showWhole} />
      </div>
      <div
        className="relative select-none"
        onPointerDown={pressDown}
        onPointerMove={(event) => setPointedMs(event.pointerType === "mouse" ? timeUnder(event) : undefined)}
        onPointerLeave={() => setPointedMs(undefined)}
      >
        <Ruler view={view} />
        {lanes.map((lane) => (
          <LaneRow
            key={lane.id}
            {...{ lane, view, durationMs, video }}
            film={lane.id === "items" && <ClipFilm spec={spec} view={view} open={open} />}
          />
        ))}
        <div ref={field} aria-hidden className={`${LANE_FIELD} pointer-events-none`}>
          <PlayheadLine video={video} view={view} />
          {pointed && pointedMs !== undefined && (
            <span
              className="absolute bottom-full z-10 mb-1 max-w-56 -translate-x-1/2 truncate rounded-sm bg-raised px-1.5 py-0.5 text-small shadow-float"
              style={{ left: `clamp(7rem, ${shareOf(view, pointedMs) * 100}%, 100% - 7rem)` }}
            >
              {pointed.text}
            </span>
          )}
        </div>
      </div>
    </section>
  );
}
