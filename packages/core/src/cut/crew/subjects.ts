import type { Sight } from "../../vision/vision.schema.ts";
import { frameUpTo, type Rate } from "../frame-rate.ts";
import type { Subject } from "./material.schema.ts";

/** Looks at a moment, and subjects in each. */
const MOST_LOOKS = 6;
const MOST = 5;
const SURE_FACE = 0.6;
const SURE = 0.5;

/** Where the picture's subjects are, in the order of time: of each sight the largest faces, else people, else things. */
export function subjectsOf(sights: readonly Sight[], rate: Rate): Subject[] {
  const looks = sights.flatMap(({ atMs, faces, people, labels }): Subject[][] => {
    const frame = frameUpTo(atMs, rate);
    const sure = faces.filter(({ confidence }) => confidence >= SURE_FACE);
    const seen = people.filter(({ confidence }) => confidence >= SURE);
    const things = labels.filter(({ confidence }) => confidence >= SURE).flatMap(({ boxes }) => boxes);
    const of = (boxes: readonly Subject["box"][], isFace: boolean) =>
      boxes.length > 0 ? [largest(boxes).map((box) => ({ frame, box, isFace }))] : [];
    if (sure.length > 0)
      return of(
        sure.map(({ box }) => box),
        true,
      );
    return of(seen.length > 0 ? seen.map(({ box }) => box) : things, false);
  });
  if (looks.length <= MOST_LOOKS) return looks.flat();
  return Array.from(
    { length: MOST_LOOKS },
    (_, at) => looks[Math.floor((at * looks.length) / MOST_LOOKS)] ?? [],
  ).flat();
}

const largest = (boxes: readonly Subject["box"][]): Subject["box"][] =>
  boxes.toSorted((a, b) => b.width * b.height - a.width * a.height || a.left - b.left).slice(0, MOST);
