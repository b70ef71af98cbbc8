import { isAnotherPicture } from "./another-picture.ts";
import { exceededByFew, type Finding, greatest, mean } from "./finding.ts";
import type { MeasuredPicture } from "./measured.schema.ts";
import { PICTURE_MS, rounded } from "./measured.ts";
import type { SampleSpan } from "./spans.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** Where most of the footage's pictures, or a shot's, have their sharpness: above it are only the best. */
const SHARP = 0.85;

interface Softness {
  /** Whether the picture is softer than the footage is, and than its own shot was. */
  isSoft(sample: number): boolean;
  /** How soft it is where it is that; undefined where it is not. */
  judge(span: SampleSpan): Pick<Finding, "value" | "threshold" | "unit"> | undefined;
}

export function softness(picture: MeasuredPicture): Softness {
  const { share, sharpness: most, ofDetail, unknownMs, inShot } = THRESHOLDS.blur;
  const { sharpness } = picture;
  const own = sharpOf(sharpness) ?? 0;
  const thresholds = shotsOf(picture).flatMap(({ length, sharp }) => {
    const threshold = Math.max(Math.min(most, share * own), Math.min(inShot.sharpness, inShot.share * sharp));
    return new Array<number>(length).fill(threshold);
  });
  const lasting = untilKnown(sharpness, unknownMs / PICTURE_MS);
  const fine = ofDetail * exceededByFew(picture.detail, SHARP);
  const isSoft = (sample: number) =>
    (lasting[sample] ?? 1) < (thresholds[sample] ?? 0) && (picture.detail[sample] ?? 0) <= fine;
  return {
    isSoft,
    judge({ first, end }) {
      const soft = Array.from({ length: end - first }, (_, at) => first + at).filter(isSoft);
      if (soft.length === 0) return;
      return {
        value: rounded((100 * mean(soft.map((sample) => lasting[sample] ?? 0))) / own, 1),
        threshold: rounded((100 * greatest(soft.map((sample) => thresholds[sample] ?? 0))) / own, 1),
        unit: "% of the footage's sharpness",
      };
    },
  };
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
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? exceededByFew(known, SHARP) : undefined;
}

/** With the last value in place of what is not known, `most` times at most. */
function untilKnown(values: readonly (number | null)[], most: number): (number | null)[] {
  let [last, since]: [number | null, number] = [null, 0];
  return values.map((value) => {
    since = value === null ? since + 1 : 0;
    if (value !== null) last = value;
    return since <= most ? last : null;
  });
}
