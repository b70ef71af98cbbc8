import { formatElapsed } from "#web/lib/format.ts";
import type { Bar } from "#web/lib/throughput-bars.ts";

interface Props {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly label: (at: string) => string;
}

const HEIGHT = 32;

/** What a run took on the average in each span: a dot where any ended, and a line between neighbours. */
export function DurationLine({ title, bars, label }: Props) {
  const known = bars.flatMap(({ at, meanMs }, x) => (meanMs === undefined ? [] : [{ at, x: x + 0.5, meanMs }]));
  const most = Math.max(...known.map(({ meanMs }) => meanMs), 1);
  const y = (ms: number) => HEIGHT - 3 - (ms / most) * (HEIGHT - 6);
  const last = known.at(-1);
  return (
    <figure>
      <figcaption className="flex items-baseline justify-between gap-2 text-small">
        <span className="text-ink-faint">{title}</span>
        <span>{last ? formatElapsed(last.meanMs) : "–"}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${bars.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
        className="mt-1 block h-8 w-full overflow-visible border-line border-b"
      >
        <polyline
          points={known.map(({ x, meanMs }) => `${x},${y(meanMs)}`).join(" ")}
          className="fill-none stroke-ink-soft"
          strokeWidth={1.25}
          vectorEffect="non-scaling-stroke"
        />
        {known.map(({ at, x, meanMs }) => (
          // A line of no length with round ends is a dot, also where the drawing is stretched.
          <path
            key={at}
            d={`M${x} ${y(meanMs)}h0`}
            strokeWidth={5}
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
            className="stroke-ink"
          >
            <title suppressHydrationWarning>{`${label(at)}: ${formatElapsed(meanMs)}`}</title>
          </path>
        ))}
      </svg>
    </figure>
  );
}
