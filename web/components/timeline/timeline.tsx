"use client";

import type { Asset } from "@videoflow/client/schema";
import { type PointerEvent, useMemo, useRef, useState } from "react";
import { derivativeOf } from "#web/lib/derivative.ts";
import { indexAt } from "#web/lib/timeline/lane.ts";
import { lanesOf, soundDefects } from "#web/lib/timeline/lanes.ts";
import { timeAt } from "#web/lib/timeline/view.ts";
import { useClip } from "#web/lib/use-clip.ts";
import { useKnown } from "#web/lib/use-known.ts";
import { useSeek } from "#web/lib/use-seek.ts";
import { useTimelineView } from "#web/lib/use-timeline-view.ts";
import { ClipBand } from "./clip-band.tsx";
import { ClipBar } from "./clip-bar.tsx";
import { LaneRow } from "./lane-row.tsx";
import { LANE_FIELD } from "./layout.ts";
import { PlayheadLine } from "./playhead-line.tsx";
import { PointedAt } from "./pointed-at.tsx";
import { Ruler } from "./ruler.tsx";
import { SoundRow } from "./sound-row.tsx";
import { ZoomButtons, zoomByKey } from "./zoom-buttons.tsx";

interface Props {
  readonly asset: Asset;
  /** What it follows and leads; null until the player is there. */
  readonly video: HTMLVideoElement | null;
}

interface Pointed {
  readonly lane: string | undefined;
  readonly share: number;
}

/** Everything that is understood of the footage, in its time: shows what is where, and takes the player there. */
export function Timeline({ asset: { assetId, derivatives, durationMs = 0 }, video }: Props) {
  const { known, errors } = useKnown(derivatives);
  const { scenes, shots, transcript, seen, checks } = known;
  const lanes = useMemo(
    () => lanesOf({ scenes, shots, transcript, seen, checks }),
    [scenes, shots, transcript, seen, checks],
  );
  const heard = useMemo(() => soundDefects(checks), [checks]);
  const seek = useSeek(video);
  const clip = useClip(video);
  const field = useRef<HTMLDivElement>(null);
  const { view, whole, zoom, showWhole } = useTimelineView(video, durationMs, field);
  const [pointed, setPointed] = useState<Pointed>();
  const peaks = derivativeOf(derivatives, "waveform");

  const itemsOf = (lane: string | undefined) =>
    lane === "sound" ? heard : (lanes.find(({ id }) => id === lane)?.items ?? []);
  const itemAt = (lane: string | undefined, ms: number) => itemsOf(lane)[indexAt(itemsOf(lane), ms)];

  function placeOf({ clientX, target }: PointerEvent): Pointed | undefined {
    const { left = 0, width = 1 } = field.current?.getBoundingClientRect() ?? {};
    const share = (clientX - left) / width;
    const lane = target instanceof Element ? target.closest<HTMLElement>("[data-lane]")?.dataset.lane : undefined;
    return share >= 0 && share <= 1 ? { lane, share } : undefined;
  }

  function pointAt(event: PointerEvent) {
    const place = placeOf(event);
    setPointed(event.pointerType === "mouse" ? place : undefined);
    if (place && event.buttons === 1) seek(timeAt(view, place.share));
  }

  function pressDown(event: PointerEvent) {
    const place = placeOf(event);
    if (!place || event.button !== 0) return;
    const ms = timeAt(view, place.share);
    // On the sound a place is meant, on the other lanes what is there.
    seek(place.lane === "sound" ? ms : (itemAt(place.lane, ms)?.startMs ?? ms));
  }

  const pointedMs = pointed && timeAt(view, pointed.share);
  return (
    <section
      aria-label="Timeline"
      onKeyDown={(event) => zoomByKey(event, { onZoom: zoom, onWhole: showWhole })}
      className="mt-2"
    >
      <div className="mb-1 flex min-h-7 flex-wrap items-center justify-between gap-2">
        <ClipBar clip={clip} frameRate={derivativeOf(derivatives, "proxy")?.frameRate} />
        <ZoomButtons whole={whole} onZoom={zoom} onWhole={showWhole} />
      </div>
      <div
        className="relative select-none"
        onPointerDown={pressDown}
        onPointerMove={pointAt}
        onPointerLeave={() => setPointed(undefined)}
      >
        <Ruler view={view} />
        {lanes.map((lane) => (
          <LaneRow key={lane.id} lane={lane} view={view} durationMs={durationMs} video={video} />
        ))}
        {peaks?.url && (
          <SoundRow
            assetId={assetId}
            url={peaks.url}
            defects={heard}
            view={view}
            durationMs={durationMs}
            video={video}
          />
        )}
        <div ref={field} aria-hidden className={`${LANE_FIELD} pointer-events-none`}>
          <ClipBand marks={clip.marks} view={view} />
          <PlayheadLine video={video} view={view} />
          {pointed && pointedMs !== undefined && (
            <PointedAt
              assetId={assetId}
              hasStoryboard={derivativeOf(derivatives, "storyboard") !== undefined}
              share={pointed.share}
              ms={pointedMs}
              text={itemAt(pointed.lane, pointedMs)?.text}
            />
          )}
        </div>
      </div>
      {errors.map(({ message }) => (
        <p key={message} role="alert" className="mt-2 text-failed">
          {message}
        </p>
      ))}
    </section>
  );
}
