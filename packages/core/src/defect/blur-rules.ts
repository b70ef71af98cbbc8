import { isAnotherPicture } from "./another-picture.ts";
import { exceededByFew, type Finding, greatest, mean, timesOf } from "./finding.ts";
import type { MeasuredPicture } from "./measured.schema.ts";
import { PICTURE_MS, rounded } from "./measured.ts";
import { spansWhere } from "./spans.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** Where most of the footage's pictures, or a shot's, have their sharpness: above it are only the best. */
const SHARP = 0.85;

/** Where the picture is out of focus: softer than the footage is, and than its own shot was. */
export function blurFindings(picture: MeasuredPicture): Finding[] {
  const { share, sharpness: most, leastMs, bridgeMs, unknownMs, inShot } = THRESHOLDS.blur;
  const { sharpness } = picture;
  const own = sharpOf(sharpness);
  if (own === undefined) return [];
  const shots = shotsOf(picture);
  const bySample = shots.flatMap(({ length, sharp }) => {
    const threshold = Math.max(Math.min(most, share * own), Math.min(inShot.sharpness, inShot.share * sharp));
    return new Array<number>(length).fill(threshold);
  });
  const lasting = untilKnown(sharpness, unknownMs / PICTURE_MS);
  const spans = spansWhere(lasting.length, (sample) => (lasting[sample] ?? 1) < (bySample[sample] ?? 0), {
    least: leastMs / PICTURE_MS,
    bridge: bridgeMs / PICTURE_MS,
  });
  return spans.map((span) => ({
    kind: "blur",
    ...timesOf(span, PICTURE_MS),
    value: rounded((100 * mean(knownOf(sharpness.slice(span.first, span.end)))) / own, 1),
    threshold: rounded((100 * greatest(bySample.slice(span.first, span.end))) / own, 1),
    unit: "% of the footage's sharpness",
  }));
}

/** The shots one after another: how many samples each has, and how sharp its sharp pictures are (0 where nothing is known of it). */
function shotsOf(picture: MeasuredPicture): { length: number; sharp: number }[] {
  const { sharpness } = picture;
  const cuts = sharpness.flatMap((_, sample) => (sample > 0 && isAnotherPicture(picture, sample) ? [sample] : []));
  return [0, ...cuts].map((first, shot) => {
    const shown = sharpness.slice(first, cuts[shot]);
    return { length: shown.length, sharp: sharpOf(shown) ?? 0 };
  });
}

function sharpOf(values: readonly (number | null)[]): number | undefined {
  const known = knownOf(values);
  return known.length > 0 ? exceededByFew(known, SHARP) : undefined;
}

const knownOf = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

/** With the last value in place of what is not known, `most` times at most. */
function untilKnown(values: readonly (number | null)[], most: number): (number | null)[] {
  let [last, since]: [number | null, number] = [null, 0];
  return values.map((value) => {
    since = value === null ? since + 1 : 0;
    if (value !== null) last = value;
    return since <= most ? last : null;
  });
}
