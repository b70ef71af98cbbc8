import { StepBack, StepForward } from "lucide-react";
import {
  MediaControlBar,
  MediaFullscreenButton,
  MediaMuteButton,
  MediaPipButton,
  MediaPlayButton,
  MediaPreviewThumbnail,
  MediaPreviewTimeDisplay,
  MediaTimeRange,
  MediaVolumeRange,
} from "media-chrome/react";
import type { ReactNode } from "react";
import { formatClock } from "#web/lib/format.ts";
import { stepFrames } from "#web/lib/player-keys.ts";
import { formatTimecode } from "#web/lib/timecode.ts";
import { usePlayhead } from "#web/lib/use-playhead.ts";
import { PlaybackRateButton } from "./playback-rate-button.tsx";

interface Props {
  readonly video: HTMLVideoElement | null;
  readonly frameRate: number;
  readonly durationMs: number;
}

export function PlayerControls({ video, frameRate, durationMs }: Props) {
  return (
    <div className="w-full bg-linear-to-t from-scrim to-transparent pt-6">
      <MediaTimeRange className="block w-full">
        <MediaPreviewThumbnail slot="preview" />
        <MediaPreviewTimeDisplay slot="preview" />
      </MediaTimeRange>
      <MediaControlBar className="flex w-full items-center px-1 pb-1">
        <MediaPlayButton />
        <FrameButton label="One frame back (,)" onPress={() => video && stepFrames(video, -1, frameRate)}>
          <StepBack aria-hidden />
        </FrameButton>
        <FrameButton label="One frame on (.)" onPress={() => video && stepFrames(video, 1, frameRate)}>
          <StepForward aria-hidden />
        </FrameButton>
        <Timecode video={video} frameRate={frameRate} durationMs={durationMs} />
        <span className="flex-1" />
        <MediaMuteButton />
        <MediaVolumeRange className="hidden w-24 sm:block" />
        <PlaybackRateButton video={video} />
        <MediaPipButton className="hidden sm:inline-flex" />
        <MediaFullscreenButton />
      </MediaControlBar>
    </div>
  );
}

interface FrameButtonProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function FrameButton({ label, onPress, children }: FrameButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onPress}
      className="grid size-8 place-items-center text-on-picture hover:bg-on-picture/15 focus-visible:-outline-offset-2 focus-visible:outline-accent [&>svg]:size-4"
    >
      {children}
    </button>
  );
}

/** Where the video is, to the frame, and how long it is. */
function Timecode({ video, frameRate, durationMs }: Props) {
  const seconds = usePlayhead(video);
  return (
    <span className="whitespace-nowrap px-2 text-on-picture text-small">
      <span data-testid="timecode">{formatTimecode(seconds, frameRate)}</span>
      <span className="hidden opacity-75 sm:inline"> / {formatClock(durationMs)}</span>
    </span>
  );
}
