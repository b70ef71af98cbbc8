import { exceededByFew, greatest } from "./finding.ts";
import { PICTURE_MS } from "./measured.ts";
import { type SampleSpan, spansWhere } from "./spans.ts";
import { THRESHOLDS } from "./thresholds.ts";

/**
 * Where damage that was seen in `spans` begins and ends. `seen` is how much was at each sample, `unlike` what share of the picture is
 * another one since the sample before, and `isNew` says of which samples all of it is.
 */
export function damageEnds(
  spans: readonly SampleSpan[],
  seen: readonly number[],
  unlike: readonly number[],
  isNew: (sample: number) => boolean,
): SampleSpan[] {
  const isIn = new Array<boolean>(seen.length).fill(false);
  for (const span of spans) {
    const within = trimmed(span, seen);
    const { first, end } = untilQuiet(within, unlike, isNew);
    isIn.fill(true, suddenBeginning(within, seen) ?? first, end);
  }
  const bridge = THRESHOLDS.blockiness.bridgeMs / PICTURE_MS;
  return spansWhere(isIn.length, (sample) => isIn[sample] ?? false, { least: 1, bridge });
}

/**
 * Without what is at a span's ends by being the mean of its neighbours, or a block of chance: less than a share of its most. What is
 * seen last is how the damage goes: by then it has gone.
 */
function trimmed({ first, end }: SampleSpan, seen: readonly number[]): SampleSpan {
  const within = seen.slice(first, end);
  const { endShare, most } = THRESHOLDS.blockiness;
  const least = endShare * Math.min(most, greatest(within));
  const isEnd = (value: number) => value >= least;
  const begin = first + within.findIndex(isEnd);
  return { first: begin, end: Math.max(begin + 1, first + within.findLastIndex(isEnd)) };
}

/**
 * Where much comes out wrong at once after next to nothing, or very much after little: what was unlike before that was something
 * else, and what was seen there chance.
 */
function suddenBeginning({ first, end }: SampleSpan, seen: readonly number[]): number | undefined {
  const { many, sudden } = THRESHOLDS.blockiness;
  let before = 0;
  for (let sample = first; sample < end; sample++) {
    const value = seen[sample] ?? 0;
    if (before < sudden.before && value >= sudden.much) return sample;
    if (value >= many && value >= sudden.times * before) return sample;
    before = Math.max(before, value);
  }
  return;
}

/**
 * Torn pieces that go along with the camera are neither blocks nor speckles, but never quite like what was there before, until a key
 * picture mends them. So the span grows to both sides, up to where the picture is quiet.
 */
function untilQuiet(
  { first, end }: SampleSpan,
  unlike: readonly number[],
  isNew: (sample: number) => boolean,
): SampleSpan {
  const { lastMs, quiet } = THRESHOLDS.blockiness;
  const reach = (lastMs + quiet.ms) / PICTURE_MS + 1;
  const upToCut = (samples: readonly number[]) => {
    const cut = samples.findIndex(isNew);
    return samples.slice(0, cut < 0 ? samples.length : cut).map((sample) => unlike[sample] ?? 0);
  };
  const from = Array.from({ length: Math.min(reach, first + 1) }, (_, away) => first - away);
  const on = Array.from({ length: Math.min(reach, unlike.length - end) }, (_, away) => end + away);
  return { first: first - restlessFor(upToCut(from)), end: end + restlessFor(upToCut(on)) };
}

/** How many samples after the first one it takes until it is quiet; none, if it never is. */
function restlessFor(unlike: readonly number[]): number {
  const { times, floor, ms } = THRESHOLDS.blockiness.quiet;
  const quiet = ms / PICTURE_MS;
  for (let count = 1; count + quiet <= unlike.length; count++) {
    const usual = exceededByFew(unlike.slice(0, count), 0.5) + floor;
    if (usual >= times * (greatest(unlike.slice(count, count + quiet)) + floor)) return count - 1;
  }
  return 0;
}
