import { formatClock } from "#web/lib/format.ts";
import { useSeek } from "#web/lib/use-seek.ts";

interface Props {
  readonly ms: number;
  readonly video: HTMLVideoElement | null;
  /** What is there, for those who hear the button and not what stands around it. */
  readonly what?: string;
}

/** A time that leads to it. */
export function ClockButton({ ms, video, what }: Props) {
  const seek = useSeek(video);
  const clock = formatClock(ms);
  return (
    <button
      type="button"
      aria-label={what ? `${clock}, ${what}` : clock}
      onClick={() => seek(ms)}
      className="inline-flex h-6 min-w-6 shrink-0 items-center rounded-sm px-1 text-accent-ink underline decoration-line-strong underline-offset-2 hover:bg-hover hover:decoration-current"
    >
      {clock}
    </button>
  );
}
