import type { Quote } from "./cut.schema.ts";
import { FORMATS } from "./formats.ts";
import type { CutOrder } from "./order.schema.ts";
import { quoteSeconds } from "./render/cost.ts";

/** Ten agents and six gates, a gigabyte or two each, for a second or two. */
export const COMPOSE = { what: "compose", microUsd: 400, ms: 8_000 } as const;
/** Units that are rendered at the same time, and clips of some seconds each: what a render is cut into. */
const PARALLEL = 10;

/** What a cut will take on AWS, by what was measured. */
export function quoteOf({ duration, formats }: Pick<CutOrder, "duration" | "formats">): Quote {
  const seconds = duration.targetMs / 1000;
  const pictures = formats.map(({ name, lines }) => {
    const { width, height } = FORMATS[name](lines);
    return { what: `render ${name}`, ...quoteSeconds(seconds, (width * height) / 1e6) };
  });
  const sound = { what: "mix sound, assemble and verify", ...quoteSeconds(seconds, 0.5) };
  const parts = [...pictures, sound, COMPOSE].map(({ what, microUsd }) => ({ what, microUsd }));
  const rendered = pictures.reduce((sum, { ms }) => sum + ms, 0) / PARALLEL;
  return {
    microUsd: parts.reduce((sum, { microUsd }) => sum + microUsd, 0),
    durationMs: Math.round(COMPOSE.ms + rendered + sound.ms),
    parts: parts.sort((a, b) => b.microUsd - a.microUsd),
  };
}
