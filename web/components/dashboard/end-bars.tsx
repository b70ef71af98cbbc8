import { type Bar, totalOf } from "#web/lib/throughput-bars.ts";

interface Props {
  readonly title: string;
  /** Oldest first; the last one goes on. */
  readonly bars: readonly Bar[];
  readonly label: (at: string) => string;
}

const HEIGHT = 56;
const GAP = 0.2;
const parts = [
  ["succeeded", "fill-line-strong"],
  ["rejected", "fill-rejected"],
  ["failed", "fill-failed"],
] as const;

/** Runs that ended in each span, by how they ended. What is drawn is said in words, too. */
export function EndBars({ title, bars, label }: Props) {
  const most = Math.max(...bars.map(totalOf), 1);
  const total = bars.reduce((sum, bar) => sum + totalOf(bar), 0);
  const failed = bars.reduce((sum, bar) => sum + bar.failed, 0);
  return (
    <figure>
      <figcaption className="flex items-baseline justify-between gap-2 text-small">
        <span className="text-ink-faint">{title}</span>
        <span>
          {total} {total === 1 ? "run" : "runs"}
          {failed > 0 && <span className="text-failed">, {failed} failed</span>}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${bars.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
        className="mt-1 block h-14 w-full border-line border-b"
      >
        {bars.map((bar, index) => (
          <Column key={bar.at} bar={bar} x={index} most={most} text={`${label(bar.at)}: ${inWords(bar)}`} />
        ))}
      </svg>
      <div className="flex justify-between text-ink-faint text-small" suppressHydrationWarning>
        <span suppressHydrationWarning>{label(bars[0]?.at ?? "")}</span>
        <span>now</span>
      </div>
    </figure>
  );
}

function Column({ bar, x, most, text }: { bar: Bar; x: number; most: number; text: string }) {
  let top = HEIGHT;
  return (
    <g>
      <title suppressHydrationWarning>{text}</title>
      {/* The whole column answers to the pointer. */}
      <rect x={x} y={0} width={1} height={HEIGHT} className="fill-transparent hover:fill-hover" />
      {parts.map(([part, fill]) => {
        const height = (bar[part] / most) * (HEIGHT - 2);
        top -= height;
        return <rect key={part} x={x + GAP / 2} y={top} width={1 - GAP} height={height} className={fill} />;
      })}
    </g>
  );
}

const inWords = ({ succeeded, rejected, failed }: Bar) => `${succeeded} done, ${rejected} rejected, ${failed} failed`;
