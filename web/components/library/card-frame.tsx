import { clsx } from "clsx";
import type { ReactNode } from "react";

interface FrameProps {
  /** Whether a picture is in it, which then lies on black or grey; else it is a field with a message. */
  readonly picture?: boolean;
  readonly children: ReactNode;
}

/**
 * The 16:9 field of a card. Pictures of another shape are shown whole inside. What stands in it is round where it is, each for
 * itself: a field that cut off what is in it would be a layer of its own, for each of the cards that are scrolled.
 */
export function CardFrame({ picture = false, children }: FrameProps) {
  return (
    <div className={clsx("relative aspect-video rounded-sm *:rounded-sm", picture ? "bg-well" : "bg-sunken")}>
      {children}
    </div>
  );
}

interface MessageProps {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
}

/** What is said in place of a picture: what is going on, or why there is none. */
export function CardMessage({ title, detail }: MessageProps) {
  return (
    <div className="absolute inset-0 flex flex-col justify-end gap-0.5 overflow-hidden p-2.5 pb-3">
      <div className="flex items-baseline justify-between gap-2">{title}</div>
      {detail && <div className="line-clamp-3 text-ink-soft text-small">{detail}</div>}
    </div>
  );
}
