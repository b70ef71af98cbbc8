import { StepBack, StepForward } from "lucide-react";
import type { ReactNode } from "react";
import { stepFrames } from "#web/lib/player-keys.ts";

interface Props {
  readonly video: HTMLVideoElement | null;
  readonly frameRate: number;
}

export function FrameButtons({ video, frameRate }: Props) {
  const step = (frames: number) => video && stepFrames(video, frames, frameRate);
  return (
    <>
      <FrameButton label="One frame back (,)" onPress={() => step(-1)}>
        <StepBack aria-hidden />
      </FrameButton>
      <FrameButton label="One frame on (.)" onPress={() => step(1)}>
        <StepForward aria-hidden />
      </FrameButton>
    </>
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
