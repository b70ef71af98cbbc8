"use client";

import { clsx } from "clsx";
import type { KeyboardEvent, ReactNode } from "react";
import { formatClock } from "#web/lib/format.ts";
import { seekToMs } from "#web/lib/player-keys.ts";
import { indexAt, type Lane, neighbour } from "#web/lib/timeline/lane.ts";
import { shareOf, type View } from "#web/lib/timeline/view.ts";
import { usePlayheadAs } from "#web/lib/use-playhead.ts";
import { LaneCanvas } from "./lane-canvas.tsx";
import { LANE_LABEL, LANE_TRACK } from "./layout.ts";

interface Props {
  readonly lane: Lane;
  readonly view: View;
  readonly durationMs: number;
  readonly video: HTMLVideoElement | null;
  /** Pictures in the place of blocks. */
  readonly film?: ReactNode;
}

/** One kind of things in time. Left and right go from one to the next; a click goes to what is clicked. */
export function LaneRow({ lane: { id, title, look, items }, view, durationMs, video, film }: Props) {
  const current = usePlayheadAs(video, (seconds) => indexAt(items, seconds * 1000));
  const item = items[current];
  const left = item && Math.max(shareOf(view, item.startMs), 0);
  const right = item && Math.min(shareOf(view, item.endMs), 1);

  function press(event: KeyboardEvent) {
    const to = { ArrowRight: "next", ArrowLeft: "previous" }[event.key] as "next" | "previous" | undefined;
    if (!to || !video) return;
    event.preventDefault();
    const next = neighbour(items, video.currentTime * 1000, to);
    if (next) seekToMs(video, next.startMs);
  }

  return (
    <div data-lane={id} className="flex items-center">
      <span aria-hidden className={LANE_LABEL} title={title}>
        {title}
      </span>
      <div
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={Math.round(durationMs / 1000)}
        aria-valuenow={Math.round((item?.startMs ?? 0) / 1000)}
        aria-valuetext={
          item ? `${current + 1} of ${items.length}, at ${formatClock(item.startMs)}: ${item.text}` : "none here"
        }
        onKeyDown={press}
        className={clsx(LANE_TRACK, film ? "h-13" : "h-6")}
      >
        <div
          className={clsx(
            "absolute inset-x-0 overflow-hidden rounded-[2px] bg-sunken",
            look === "blocks" ? "inset-y-0.5 text-ink" : "inset-y-1.5",
            look === "bars" && "text-ink-soft",
            look === "alarms" && "text-rejected",
          )}
        >
          {film || <LaneCanvas items={items} look={look} view={view} />}
          {left !== undefined && right !== undefined && right > left && (
            <i
              aria-hidden
              className={clsx(
                "absolute min-w-px bg-accent",
                film ? "top-0 h-0.5" : "inset-y-0",
                look === "blocks" && !film && "opacity-70",
              )}
              style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
            />
          )}
        </div>
      </div>
    </div>
  );
}
