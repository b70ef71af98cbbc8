import type { Sight } from "../../vision/vision.schema.ts";
import { frameUpTo, type Rate } from "../frame-rate.ts";
import type { Subject } from "./material.schema.ts";

const MOST = 12;
const SURE_FACE = 0.6;
const SURE = 0.5;

/** Where the picture's subjects are, in the order of time: of each sight the largest faces, else people, else things. */
export function subjectsOf(sights: readonly Sight[], rate: Rate): Subject[] {
  const subjects = sights.flatMap(({ atMs, faces, people, labels }) => {
    const frame = frameUpTo(atMs, rate);
    const sure = faces.filter(({ confidence }) => confidence >= SURE_FACE);
    const seen = people.filter(({ confidence }) => confidence >= SURE);
    const things = labels.filter(({ confidence }) => confidence >= SURE).flatMap(({ boxes }) => boxes);
    if (sure.length > 0) return largest(sure.map(({ box }) => box)).map((box) => ({ frame, box, isFace: true }));
    const boxes = seen.length > 0 ? seen.map(({ box }) => box) : things;
    return largest(boxes).map((box) => ({ frame, box, isFace: false }));
  });
  if (subjects.length <= MOST) return subjects;
  return Array.from({ length: MOST }, (_, at) => subjects[Math.floor((at * subjects.length) / MOST)] as Subject);
}

/** The two largest of boxes. */
const largest = (boxes: readonly Subject["box"][]): Subject["box"][] =>
  boxes.toSorted((a, b) => b.width * b.height - a.width * a.height || a.left - b.left).slice(0, 2);
