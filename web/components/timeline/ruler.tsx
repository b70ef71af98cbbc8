import { formatClock } from "#web/lib/format.ts";
import { shareOf, ticksOf, type View } from "#web/lib/timeline/view.ts";

const MOST_TICKS = 8;

/** Round times over the lanes. */
export function Ruler({ view }: { readonly view: View }) {
  return (
    <div aria-hidden className="relative ml-16 h-5 text-ink-faint text-micro sm:ml-20">
      {ticksOf(view, MOST_TICKS)
        // A name that would be cut off at the right edge says nothing.
        .filter((ms) => shareOf(view, ms) < 0.95)
        .map((ms) => (
          <span
            key={ms}
            className="absolute bottom-0 border-line-strong border-l pb-0.5 pl-1 leading-3"
            style={{ left: `${shareOf(view, ms) * 100}%` }}
          >
            {formatClock(ms)}
          </span>
        ))}
    </div>
  );
}
