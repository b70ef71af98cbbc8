import { type DamageSigns, damageSigns } from "./damage-signs.ts";
import { type Finding, greatest, mean, sum, timesOf } from "./finding.ts";
import type { MeasuredPicture } from "./measured.schema.ts";
import { PICTURE_MS, rounded } from "./measured.ts";
import { type SampleSpan, spansWhere } from "./spans.ts";
import { standsStill } from "./still.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** How much a sign tells of the sample that it is seen in (`here`), and of those up to two samples before and after it. */
interface Weight {
  readonly here: number;
  readonly near: number;
}

/**
 * Log-odds for each sign that a picture is broken: a logistic regression over the samples of footage made by `bench/defects`
 * (broken: seeds 7, 8 and half of 101; whole, black, frozen and blurred: some of 8) and of nineteen pieces of real footage, which count
 * three times. `PRIOR` is what is left when nothing is seen; two and a half more than the regression's, since a span is judged by
 * its sum, not each sample by itself.
 */
const WEIGHTS: Readonly<Record<keyof DamageSigns, Weight>> = {
  blocks: { here: 1.72, near: 2.31 },
  speckles: { here: 1.11, near: 2.33 },
  borders: { here: 0.81, near: 1.02 },
  roughened: { here: 0.22, near: 0.34 },
  foreign: { here: 0.21, near: 0.43 },
};
const PRIOR = -1.8;
const NEAR = [-2, -1, 1, 2];
/** No sample is surer than that: one alone is no damage, whatever is seen. */
const LEAST = -3;
const MOST = 4;

/** Things that come, go or move change the picture, too: without one of these that is no damage. */
const OF_BLOCKS = ["blocks", "speckles", "borders"] as const;
const SIGNS = [...OF_BLOCKS, "roughened", "foreign"] as const;

/** Where the picture came out broken: blocks that are wrong, nothing but speckles, or blocks all over. */
export function blockFindings(picture: MeasuredPicture): Finding[] {
  const { logOdds: threshold } = THRESHOLDS.blockiness;
  const signs = damageSigns(picture);
  const tells = (sample: number, of: readonly (keyof DamageSigns)[]) =>
    sum(of.map((sign) => weighed(signs[sign], WEIGHTS[sign], sample)));
  const odds = picture.unlike.map((_, sample) => Math.max(LEAST, Math.min(MOST, PRIOR + tells(sample, SIGNS))));
  const here = picture.unlike.map((_, sample) =>
    sum(SIGNS.map((sign) => WEIGHTS[sign].here * (signs[sign][sample] ?? 0))),
  );
  const spans = spansWhere(odds.length, (sample) => (odds[sample] ?? 0) > 0, { least: 1 });
  const broken = spans.map((span) => trimmed(span, here, signs.borders));
  const oddsOf = ({ first, end }: SampleSpan) => sum(odds.slice(first, end).map((value) => Math.max(0, value)));
  const ofBlocks = (span: SampleSpan) => sum(samplesOf(span).map((sample) => tells(sample, OF_BLOCKS)));
  const sure = broken.filter((span) => oddsOf(span) >= threshold && ofBlocks(span) >= threshold);
  return joined(sure.map((span) => withStandstill(span, picture))).map((span) => ({
    ...{ kind: "blockiness", ...timesOf(span, PICTURE_MS) },
    ...{ value: rounded(oddsOf(span), 1), threshold, unit: "log-odds" },
  }));
}

/** What is broken again so soon was not mended between. */
function joined(spans: readonly SampleSpan[]): SampleSpan[] {
  const bridge = THRESHOLDS.blockiness.bridgeMs / PICTURE_MS;
  const all: SampleSpan[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last && span.first - last.end <= bridge) all[all.length - 1] = { first: last.first, end: span.end };
    else all.push(span);
  }
  return all;
}

const samplesOf = ({ first, end }: SampleSpan): number[] => Array.from({ length: end - first }, (_, at) => first + at);

const weighed = (sign: readonly number[], { here, near }: Weight, sample: number): number =>
  here * (sign[sample] ?? 0) + near * mean(NEAR.flatMap((apart) => sign[sample + apart] ?? []));

/**
 * Without what is at a span's ends by being near damage. What is seen last is how the damage goes, and by then it has gone; but for
 * borders that stand out, which it still has.
 */
function trimmed({ first, end }: SampleSpan, here: readonly number[], borders: readonly number[]): SampleSpan {
  const within = here.slice(first, end);
  const least = Math.min(THRESHOLDS.blockiness.seen, greatest(within) / 2);
  const isSeen = (value: number) => value >= least;
  const begin = first + within.findIndex(isSeen);
  const last = first + within.findLastIndex(isSeen);
  return { first: begin, end: Math.max(begin + 1, (borders[last] ?? 0) > 0 ? last + 1 : last) };
}

/**
 * A coder that has no bits left repeats its picture before it breaks up: the same fault, from the picture on that stands still. The first
 * one that moves again may not show yet what breaks.
 */
function withStandstill(span: SampleSpan, picture: MeasuredPicture): SampleSpan {
  const earliest = span.first - THRESHOLDS.blockiness.standstillMs / PICTURE_MS;
  let still = [span.first - 1, span.first - 2].find((sample) => standsStill(picture, sample));
  if (still === undefined) return span;
  while (still > earliest && standsStill(picture, still - 1)) still--;
  return { first: still - 1, end: span.end };
}
