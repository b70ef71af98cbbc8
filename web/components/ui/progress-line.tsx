import { clsx } from "clsx";

interface Props {
  /** What goes on, for those who cannot see the line. */
  readonly label: string;
  /** 0 to 100; absent while it is not known. */
  readonly percent?: number | undefined;
  readonly className?: string;
}

/** A thin line that fills from the left, as the head of a player does. It steps: to glide, all of the page would be drawn anew sixty times a second. */
export function ProgressLine({ label, percent, className }: Props) {
  const known = percent !== undefined;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(known && { "aria-valuenow": Math.round(percent) })}
      className={clsx("h-[3px] overflow-hidden bg-line", className)}
    >
      <div
        className={clsx("h-full bg-accent", known ? "origin-left" : "wander")}
        style={known ? { transform: `scaleX(${percent / 100})` } : undefined}
      />
    </div>
  );
}
