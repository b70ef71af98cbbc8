import type { Rate } from "./frame-rate.ts";
import type { UseCase } from "./order.schema.ts";
import type { BedName } from "./variant-spec.schema.ts";

/** What a cut is called that nobody gave a title. */
export const USE_CASE_TITLES: Readonly<Record<UseCase, string>> = {
  news: "News",
  aftermovie: "Aftermovie",
  wrapped: "Wrapped",
};

/** What can be ordered at all, in milliseconds: less is no story, more is a programme. */
export const CUT_LENGTH = { leastMs: 5_000, mostMs: 600_000 } as const;

/** How much each thing that is known of a moment counts, of 1 in all. */
export interface Weights {
  readonly relevance: number;
  readonly quality: number;
  readonly people: number;
  readonly speech: number;
  readonly energy: number;
  readonly novelty: number;
}

/** The rules of a use-case. Lengths in milliseconds. */
export interface Craft {
  /** What is usual; other lengths are made, with a remark. */
  readonly usualMs: readonly [least: number, most: number];
  /** Of a clip that speaks, and of one that only shows. */
  readonly spokenMs: readonly [least: number, most: number];
  readonly shownMs: readonly [least: number, usual: number, most: number];
  readonly cardMs: readonly [least: number, usual: number, most: number];
  /** Whether it is told by what people say. */
  readonly isSpoken: boolean;
  readonly weights: Weights;
}

export const CRAFT: Readonly<Record<UseCase, Craft>> = {
  news: {
    ...{ usualMs: [45_000, 90_000], spokenMs: [1_500, 14_000], shownMs: [1_500, 3_200, 6_000] },
    ...{ cardMs: [2_000, 2_500, 4_000], isSpoken: true },
    weights: { relevance: 0.4, quality: 0.15, people: 0.1, speech: 0.25, energy: 0.03, novelty: 0.07 },
  },
  aftermovie: {
    ...{ usualMs: [60_000, 180_000], spokenMs: [1_200, 6_000], shownMs: [400, 2_000, 6_000] },
    ...{ cardMs: [2_000, 2_500, 4_000], isSpoken: false },
    weights: { relevance: 0.25, quality: 0.25, people: 0.15, speech: 0.02, energy: 0.2, novelty: 0.13 },
  },
  wrapped: {
    ...{ usualMs: [30_000, 120_000], spokenMs: [1_500, 8_000], shownMs: [1_200, 2_800, 6_000] },
    ...{ cardMs: [1_600, 2_600, 4_500], isSpoken: false },
    weights: { relevance: 0.25, quality: 0.2, people: 0.2, speech: 0.1, energy: 0.1, novelty: 0.15 },
  },
};

/** Shorter than this nothing is told, or seen. */
const LEAST_MS = { spoken: 2_500, shown: 320 } as const;

/** The rules of a use-case with clips so much longer than usual, or shorter. */
export function craftFor(useCase: UseCase, pace: number): Craft {
  const craft = CRAFT[useCase];
  if (pace === 1) return craft;
  const shown = (ms: number) => Math.max(LEAST_MS.shown, Math.round(ms * pace));
  const [least, most] = craft.spokenMs;
  const [shortest, usual, longest] = craft.shownMs;
  return {
    ...craft,
    spokenMs: [least, Math.max(LEAST_MS.spoken, Math.round(most * pace))],
    shownMs: [shown(shortest), shown(usual), shown(longest)],
  };
}

/** Beats a minute of the beds: cuts that follow the music are made on them. */
export const BEATS_A_MINUTE: Readonly<Record<BedName, number>> = { pulse: 120, drive: 128, dawn: 90, still: 70 };

/** The frame at which a beat of a bed begins; beats count from 0, with the cut. */
export const frameOfBeat = (beat: number, bed: BedName, { numerator, denominator }: Rate): number =>
  Math.round((beat * 60 * numerator) / (BEATS_A_MINUTE[bed] * denominator));

/** A cut this near to a shot's bound is made at it: less of another shot is but a flash. */
export const FLASH_MS = 400;

/** Air before the first word of a clip and after its last, where there is room. */
export const AIR_MS = { before: 160, after: 240, most: 1_000 } as const;

/** Peaks stay so far below full scale: codecs add to them. */
export const TRUE_PEAK_DBTP = -1;

/** The most rounds in which a cut is sent back to its editor. */
export const ROUNDS = 3;
