"use client";

import { useQuery } from "@tanstack/react-query";
import type { KeyboardEvent } from "react";
import { formatClock } from "#web/lib/format.ts";
import { pressKey } from "#web/lib/player-keys.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import type { LaneItem } from "#web/lib/timeline/lane.ts";
import { shareOf, type View } from "#web/lib/timeline/view.ts";
import { usePlayhead } from "#web/lib/use-playhead.ts";
import { LaneCanvas } from "./lane-canvas.tsx";
import { LANE_LABEL, LANE_TRACK } from "./layout.ts";
import { WaveformCanvas } from "./waveform-canvas.tsx";

interface Props {
  readonly assetId: string;
  /** Signed address of the peaks. */
  readonly url: string;
  /** What is wrong with the sound: its places are at the foot of the wave. */
  readonly defects: readonly LaneItem[];
  readonly view: View;
  readonly durationMs: number;
  readonly video: HTMLVideoElement | null;
}

/** The sound as a picture, up to the playhead in another colour. */
export function SoundRow({ assetId, url, defects, view, durationMs, video }: Props) {
  const { data: peaks, error } = useQuery(assetQueries.waveform(assetId, url));
  const seconds = usePlayhead(video);
  const share = Math.min(Math.max(shareOf(view, seconds * 1000), 0), 1);

  function press(event: KeyboardEvent) {
    if (video && event.key !== " " && pressKey(event.key, video)) event.preventDefault();
  }

  return (
    <div data-lane="sound" className="flex items-center">
      <span aria-hidden className={LANE_LABEL}>
        Sound
      </span>
      <div
        role="slider"
        tabIndex={0}
        aria-label="Position in the sound"
        aria-valuemin={0}
        aria-valuemax={Math.round(durationMs / 1000)}
        aria-valuenow={Math.round(seconds)}
        aria-valuetext={formatClock(seconds * 1000)}
        onKeyDown={press}
        className={`${LANE_TRACK} mt-1 h-12 overflow-hidden bg-sunken text-line-strong`}
      >
        {defects.length > 0 && (
          <div aria-hidden className="absolute inset-x-0 bottom-0 h-1.5 text-rejected">
            <LaneCanvas items={defects} look="alarms" view={view} />
          </div>
        )}
        {peaks && <WaveformCanvas peaks={peaks} view={view} durationMs={durationMs} />}
        {peaks && (
          <div
            aria-hidden
            className="absolute inset-0 text-accent-ink"
            style={{ clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` }}
          >
            <WaveformCanvas peaks={peaks} view={view} durationMs={durationMs} />
          </div>
        )}
        {error && <p className="absolute inset-0 content-center px-2 text-failed">{error.message}</p>}
      </div>
    </div>
  );
}
