"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { formatClock } from "#web/lib/format.ts";
import { pressKey, seekTo } from "#web/lib/player-keys.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { usePlayhead } from "#web/lib/use-playhead.ts";
import { WaveformCanvas } from "./waveform-canvas.tsx";

interface Props {
  readonly assetId: string;
  /** Signed address of the peaks. */
  readonly url: string;
  readonly durationMs: number;
  /** What it follows and leads; null until the player is there. */
  readonly video: HTMLVideoElement | null;
}

/** The sound as a picture: shows where the player is, and takes it to where it is clicked. */
export function Waveform({ assetId, url, durationMs, video }: Props) {
  const { data: peaks, error } = useQuery(assetQueries.waveform(assetId, url));
  const seconds = usePlayhead(video);
  const [pointed, setPointed] = useState<number>();
  const share = durationMs > 0 ? Math.min((seconds * 1000) / durationMs, 1) : 0;

  function shareAt({ clientX, currentTarget }: PointerEvent) {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.min(Math.max((clientX - left) / width, 0), 1);
  }

  function follow(event: PointerEvent) {
    const at = shareAt(event);
    setPointed(event.pointerType === "mouse" ? at : undefined);
    if (video && event.buttons === 1) seekTo(video, (at * durationMs) / 1000);
  }

  function press(event: KeyboardEvent) {
    if (video && event.key !== " " && pressKey(event.key, video)) event.preventDefault();
  }

  if (error) return <p className="mt-2 text-failed">{error.message}</p>;
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Position in the sound"
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs / 1000)}
      aria-valuenow={Math.round(seconds)}
      aria-valuetext={formatClock(seconds * 1000)}
      className="relative mt-2 h-16 cursor-crosshair touch-pan-y overflow-hidden rounded-md bg-sunken text-line-strong"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={follow}
      onPointerLeave={() => setPointed(undefined)}
      onKeyDown={press}
    >
      {peaks && <WaveformCanvas peaks={peaks} />}
      {peaks && (
        <div
          aria-hidden
          className="absolute inset-0 text-accent-ink"
          style={{ clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` }}
        >
          <WaveformCanvas peaks={peaks} />
        </div>
      )}
      <i
        aria-hidden
        className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent"
        style={{ left: `${share * 100}%` }}
      />
      {pointed !== undefined && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 border-ink-faint border-l"
          style={{ left: `${pointed * 100}%` }}
        >
          <span className="absolute top-1 left-1 rounded-sm bg-scrim px-1 text-micro text-on-picture">
            {formatClock(pointed * durationMs)}
          </span>
        </span>
      )}
    </div>
  );
}
