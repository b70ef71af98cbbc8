import { clsx } from "clsx";
import {
  MediaCaptionsButton,
  MediaControlBar,
  MediaFullscreenButton,
  MediaMuteButton,
  MediaPipButton,
  MediaPlayButton,
  MediaTimeRange,
  MediaVolumeRange,
} from "media-chrome/react";
import { formatClock } from "#web/lib/format.ts";
import { formatTimecode } from "#web/lib/timecode.ts";
import { usePlayhead } from "#web/lib/use-playhead.ts";
import { FrameButtons } from "./frame-buttons.tsx";
import { PlaybackRateButton } from "./playback-rate-button.tsx";

interface Props {
  readonly video: HTMLVideoElement | null;
  /** Of the picture; absent where there is sound alone. */
  readonly frameRate: number | undefined;
  readonly durationMs: number;
  /** Whether there are any. */
  readonly captions: boolean;
}

export function PlayerControls({ video, frameRate, durationMs, captions }: Props) {
  const hasPicture = frameRate !== undefined;
  return (
    <div className={clsx("w-full", hasPicture && "bg-linear-to-t from-scrim to-transparent pt-6")}>
      <MediaTimeRange className="block w-full" />
      <MediaControlBar className="flex w-full items-center px-1 pb-1">
        <MediaPlayButton />
        {hasPicture && <FrameButtons video={video} frameRate={frameRate} />}
        <Timecode video={video} frameRate={frameRate} durationMs={durationMs} />
        <span className="flex-1" />
        <MediaMuteButton />
        <MediaVolumeRange className="hidden w-24 sm:block" />
        {captions && hasPicture && <MediaCaptionsButton ref={asSwitch} />}
        <PlaybackRateButton video={video} />
        {hasPicture && <MediaPipButton className="hidden sm:inline-flex" />}
        {hasPicture && <MediaFullscreenButton />}
      </MediaControlBar>
    </div>
  );
}

/** The library calls it a button, which cannot be on or off. */
const asSwitch = (element: HTMLElement | null): void => element?.setAttribute("role", "switch");

/** Where the video is, to the frame where there are frames, and how long it is. */
function Timecode({ video, frameRate, durationMs }: Omit<Props, "captions">) {
  const seconds = usePlayhead(video);
  return (
    <span className="whitespace-nowrap px-2 text-on-picture text-small">
      <span data-testid="timecode">{frameRate ? formatTimecode(seconds, frameRate) : formatClock(seconds * 1000)}</span>
      <span className="hidden opacity-75 sm:inline"> / {formatClock(durationMs)}</span>
    </span>
  );
}
