import type { Quote } from "./cut.schema.ts";
import { FORMATS } from "./formats.ts";
import type { CutOrder, KeptOrder } from "./order.schema.ts";

/** us-east-1, arm64, November 2026: https://aws.amazon.com/lambda/pricing/ */
const MICRO_USD_PER_GB_SECOND = 13.3334;
const RENDERER_GB = 3.5;

/** Seconds of a renderer of that size for a second of a megapixel of picture: bench/render.ts. */
const SECONDS_PER_MEGAPIXEL_SECOND = 0.35;
/** Of sound: its mix is one for all formats. */
const SECONDS_PER_SOUND_SECOND = 0.08;
/** Ten agents and six gates, a gigabyte or two each, for a second or two. */
const COMPOSE_MICRO_USD = 400;
const COMPOSE_MS = 8_000;
/** How many units are rendered at the same time. */
const PARALLEL = 10;

/** What a cut will take on AWS, by what was measured. */
export async function quoteOf({
  duration,
  formats,
}: Pick<CutOrder | KeptOrder, "duration" | "formats">): Promise<Quote> {
  const seconds = duration.targetMs / 1000;
  const pictures = formats.map(({ name, lines }) => {
    const { width, height } = FORMATS[name](lines);
    return { what: `render ${name}`, seconds: ((width * height) / 1e6) * seconds * SECONDS_PER_MEGAPIXEL_SECOND };
  });
  const sound = { what: "mix sound", seconds: seconds * SECONDS_PER_SOUND_SECOND };
  const parts = [...pictures, sound].map(({ what, seconds: busy }) => ({
    what,
    microUsd: Math.ceil(busy * RENDERER_GB * MICRO_USD_PER_GB_SECOND),
  }));
  const all = [...parts, { what: "compose", microUsd: COMPOSE_MICRO_USD }].sort((a, b) => b.microUsd - a.microUsd);
  const busiest = pictures.reduce((sum, { seconds: busy }) => sum + busy, 0) / PARALLEL + sound.seconds;
  return {
    microUsd: all.reduce((sum, { microUsd }) => sum + microUsd, 0),
    durationMs: Math.round(COMPOSE_MS + busiest * 1000),
    parts: all,
  };
}
