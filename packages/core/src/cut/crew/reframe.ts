import type { Box } from "../../vision/vision.schema.ts";
import type { Subject } from "./material.schema.ts";

/** Somebody or something, in every look at a clip in which it is seen. */
interface Track {
  readonly seen: Subject[];
  /** How much the picture is about it: larger, nearer to the middle, a face, seen for longer. */
  weight: number;
}

type Size = Pick<Box, "width" | "height">;

export interface Choice {
  /** Whom the crop is about, in the order of time; nobody where nobody is seen. */
  readonly subjects: readonly Subject[];
  /** Whether the picture is about more people than any crop can show: it is shown whole. */
  readonly isGroup: boolean;
}

const FACE = 4;
/** A subject at the edge of the picture counts so much of one in the middle. */
const EDGE = 0.5;
/** A box of the next look is of the same subject when the middle of either is in the other, and so much around it. */
const NEAR = 0.25;
/** Of a group of so many faces, each nearly as much as the greatest, a crop has to show more than this share. */
const GROUP = { faces: 3, nearly: 0.5, share: 0.5 } as const;

/**
 * Whom a crop of a size shows when it cannot show everybody: those who are together worth most of all who fit in it side by side, for the
 * whole clip. So it is never about what lies between people, and does not change its mind.
 */
export function chooseSubjects(subjects: readonly Subject[], size: Size): Choice {
  const axis = size.width < 1 ? ACROSS : DOWN;
  const tracks = withoutGrounds(tracksOf(subjects), axis, size);
  if (tracks.length === 0) return { subjects: [], isGroup: false };
  const looks = [...new Set(subjects.map(({ frame }) => frame))];
  const [narrow, wide] = [true, false].map((is) => tracks.filter((track) => fits([track], axis, size) === is));
  const runs = runsOf(narrow ?? [], axis).filter((run) => fits(run, axis, size));
  const choices = [...runs, ...(wide ?? []).map((track) => [track])];
  const worth = choices.map((run) => worthOf(run, tracks, looks, axis, size));
  const best = worth.indexOf(Math.max(...worth));
  const chosen = choices[best] ?? tracks;
  return {
    subjects: chosen.flatMap(({ seen }) => seen).toSorted((a, b) => a.frame - b.frame),
    isGroup: isGroup(tracks, worth[best] ?? 0),
  };
}

/** A thing that is so much longer than the crop is what others stand on, or before: a table, a wall. */
const GROUND = 1.5;

function withoutGrounds(tracks: Track[], axis: Axis, size: Size): Track[] {
  const isGround = ({ isFace, box }: Subject) => !isFace && axis.length(box) > GROUND * axis.length(size);
  const others = tracks.filter(({ seen }) => !seen.every(isGround));
  return others.length > 0 ? others : tracks;
}

interface Axis {
  readonly start: (box: Box) => number;
  readonly length: (size: Size) => number;
}
const ACROSS: Axis = { start: ({ left }) => left, length: ({ width }) => width };
const DOWN: Axis = { start: ({ top }) => top, length: ({ height }) => height };

const middleOf = (box: Box, axis: Axis): number => axis.start(box) + axis.length(box) / 2;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Puts boxes of looks that follow each other together where they are of the same subject, each the nearest. */
function tracksOf(subjects: readonly Subject[]): Track[] {
  const tracks: Track[] = [];
  const looks = Map.groupBy(subjects, ({ frame }) => frame);
  for (const [frame, seen] of [...looks].toSorted(([a], [b]) => a - b)) {
    const pairs = tracks
      .flatMap((track) => seen.map((subject) => ({ track, subject, way: wayBetween(track.seen.at(-1), subject) })))
      .filter(({ way }) => way < Number.POSITIVE_INFINITY)
      .toSorted((a, b) => a.way - b.way);
    const isTaken = (subject: Subject) => tracks.some((track) => track.seen.at(-1) === subject);
    for (const { track, subject } of pairs)
      if (track.seen.at(-1)?.frame !== frame && !isTaken(subject)) track.seen.push(subject);
    for (const subject of seen) if (!isTaken(subject)) tracks.push({ seen: [subject], weight: 0 });
  }
  for (const track of tracks) track.weight = weightOf(track, looks.size);
  return tracks;
}

/** How far the middles of two boxes are apart; endless where they are of two subjects. */
function wayBetween(before: Subject | undefined, now: Subject): number {
  if (!before || !(touches(before.box, now.box) || touches(now.box, before.box))) return Number.POSITIVE_INFINITY;
  return Math.hypot(
    middleOf(before.box, ACROSS) - middleOf(now.box, ACROSS),
    middleOf(before.box, DOWN) - middleOf(now.box, DOWN),
  );
}

const touches = (outer: Box, inner: Box): boolean =>
  [ACROSS, DOWN].every(
    (axis) => Math.abs(middleOf(inner, axis) - middleOf(outer, axis)) <= axis.length(outer) * (0.5 + NEAR),
  );

function weightOf({ seen }: Track, looks: number): number {
  const weights = seen.map(({ box, isFace }) => {
    const fromMiddle = Math.min(1, 2 * Math.abs(middleOf(box, ACROSS) - 0.5));
    return Math.max(1e-6, box.width * box.height) * (isFace ? FACE : 1) * (1 - (1 - EDGE) * fromMiddle);
  });
  return (mean(weights) * seen.length) / looks;
}

/** Every number of subjects that stand side by side. */
function runsOf(tracks: readonly Track[], axis: Axis): Track[][] {
  const placeOf = ({ seen }: Track) => mean(seen.map(({ box }) => middleOf(box, axis)));
  const inOrder = tracks.toSorted((a, b) => placeOf(a) - placeOf(b));
  return inOrder.flatMap((_, from) => inOrder.slice(from).map((__, length) => inOrder.slice(from, from + length + 1)));
}

/** Whether a crop can show them all at once, in every look. */
function fits(run: readonly Track[], axis: Axis, size: Size): boolean {
  const looks = Map.groupBy(
    run.flatMap(({ seen }) => seen),
    ({ frame }) => frame,
  );
  return [...looks.values()].every((seen) => {
    const [start, end] = spanOf(seen, axis);
    return end - start <= axis.length(size) + 1e-9;
  });
}

function spanOf(seen: readonly Subject[], axis: Axis): [start: number, end: number] {
  return [
    Math.min(...seen.map(({ box }) => axis.start(box))),
    Math.max(...seen.map(({ box }) => axis.start(box) + axis.length(box))),
  ];
}

/** What a crop that follows some shows of all; who is cut in two is shown badly. */
function worthOf(
  run: readonly Track[],
  tracks: readonly Track[],
  looks: readonly number[],
  axis: Axis,
  size: Size,
): number {
  const all = run.flatMap(({ seen }) => seen);
  const shown = looks.map((frame) => {
    const now = all.filter((subject) => subject.frame === frame);
    const [start, end] = spanOf(now.length > 0 ? now : all, axis);
    const from = Math.min(Math.max(0, (start + end) / 2 - axis.length(size) / 2), 1 - axis.length(size));
    return tracks.reduce((sum, { seen, weight }) => {
      const here = seen.find((subject) => subject.frame === frame);
      return sum + (here ? weight * shareOf(here.box, from, axis, size) ** 2 : 0);
    }, 0);
  });
  return mean(shown);
}

/** How much of a box lies in a crop. */
function shareOf(box: Box, from: number, axis: Axis, size: Size): number {
  const [start, length] = [axis.start(box), axis.length(box)];
  const shown = Math.min(start + length, from + axis.length(size)) - Math.max(start, from);
  return length > 0 ? Math.max(0, shown) / length : 0;
}

/** Faces of people who stand together, none of them much more than the others, of whom the best crop shows the lesser part. */
function isGroup(tracks: readonly Track[], shown: number): boolean {
  const most = Math.max(...tracks.map(({ weight }) => weight));
  const faces = tracks.filter(
    ({ seen, weight }) => seen.every(({ isFace }) => isFace) && weight >= GROUP.nearly * most,
  );
  const all = faces.reduce((sum, { weight }) => sum + weight, 0);
  return faces.length >= GROUP.faces && shown <= GROUP.share * all;
}
