import { frame as frameEvidence, quote, textOf } from "../../scene/describe.ts";
import { rgb } from "../../scene/likeness.ts";
import { type Range, type Slice, sightsIn } from "../../scene/material.ts";
import type { Evidence, Scene } from "../../scene/scene.schema.ts";
import type { Sight } from "../../vision/vision.schema.ts";
import { type Craft, FLASH_MS } from "../craft.ts";
import { frameFrom, frameUpTo, inFrames, type Rate } from "../frame-rate.ts";
import { type Free, freeCuts } from "./cut-points.ts";
import type { Candidate } from "./material.schema.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";
import { type FrameRange, rangeOf, type Source, shotsOf } from "./source.ts";
import { subjectsOf } from "./subjects.ts";

/** A candidate before anybody has judged it. */
export type Moment = Omit<Candidate, "id" | "features" | "wishes" | "wasSentBack" | "defects" | "about" | "favour"> & {
  readonly sentences: readonly Sentence[];
};

/** Sentences further apart do not belong to one clip. */
const TOGETHER_MS = 1_500;
const MOST_SENTENCES = 4;
/** A long shot is offered in pieces: each could be a clip. */
const PIECE_MS = 10_000;

/** What of these scenes of an asset can be a clip: what is said in them, whole, and what is seen. */
export function momentsOf(source: Source, scenes: readonly Scene[], rate: Rate, craft: Craft): Moment[] {
  const shots = shotsOf(source, rate);
  const sentences = sentencesOf(source);
  return scenes.flatMap((scene) => [
    ...spokenIn(source, scene, shots, sentences, rate, craft),
    ...shownIn(source, scene, shots, rate, craft),
  ]);
}

function spokenIn(
  source: Source,
  scene: Scene,
  shots: readonly FrameRange[],
  sentences: readonly Sentence[],
  rate: Rate,
  { spokenMs: [least, most] }: Craft,
): Moment[] {
  const { words } = source;
  const timeOf = ({ from, to }: Slice): Range => ({
    startMs: words[from]?.startMs ?? 0,
    endMs: words[to - 1]?.endMs ?? 0,
  });
  const first = sentences.findIndex((sentence) => timeOf(sentence).startMs >= scene.startMs);
  const moments: Moment[] = [];
  for (let at = first; at >= 0 && at < sentences.length; at++) {
    const begin = sentences[at] as Sentence;
    const { startMs } = timeOf(begin);
    if (startMs >= scene.endMs) break;
    for (let count = 1; count <= MOST_SENTENCES; count++) {
      const end = sentences[at + count - 1];
      if (!end) break;
      const before = count > 1 ? timeOf(sentences[at + count - 2] as Sentence) : undefined;
      const range = timeOf(end);
      const isApart = before !== undefined && range.startMs - before.endMs > TOGETHER_MS;
      if (isApart || words[end.from]?.speaker !== words[begin.from]?.speaker || range.endMs - startMs > most) break;
      if (range.endMs - startMs < least) continue;
      const moment = spoken(source, scene, shots, { from: begin.from, to: end.to }, rate);
      if (moment) moments.push({ ...moment, sentences: sentences.slice(at, at + count) });
    }
  }
  return moments;
}

/** A clip of these words; undefined where it could not be cut without cutting a word or flashing another shot. */
export function spoken(
  source: Source,
  scene: Scene,
  shots: readonly FrameRange[],
  slice: Slice,
  rate: Rate,
): Omit<Moment, "sentences"> | undefined {
  const { words } = source;
  const [first, last] = [words[slice.from], words[slice.to - 1]];
  if (!first || !last) return undefined;
  const core = { from: frameUpTo(first.startMs, rate), to: frameFrom(last.endMs, rate) };
  const bounds = boundsAround(core, shots, rate);
  if (!bounds) return undefined;
  const { from, to } = bounds;
  const [before, after] = [words[slice.from - 1]?.endMs ?? 0, words[slice.to]?.startMs ?? Number.MAX_SAFE_INTEGER];
  const opens: Free = [Math.max(from, frameFrom(before, rate)), core.from];
  const closes: Free = [core.to, Math.min(to, frameUpTo(Math.min(after, source.durationMs), rate))];
  if (opens[0] > opens[1] || closes[0] > closes[1]) return undefined;
  const sights = sightsIn(source.sights, rangeOf(core, rate));
  return {
    ...{ assetId: source.assetId, kind: "speech", from, to, cuts: [[...opens], [...closes]], core, words: slice },
    text: textOf(words, slice),
    quotable: source.quotable && (scene.speech?.quotable ?? false),
    ...looksOf(sights, scene, rate, (core.from + core.to) >> 1),
    evidence: [quote(slice, words)],
  };
}

/** The shots in which a range lies; undefined where it has only a flash of one of several. */
function boundsAround(core: FrameRange, shots: readonly FrameRange[], rate: Rate): FrameRange | undefined {
  const touched = shots.filter(({ from, to }) => from < core.to && core.from < to);
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last || core.from < first.from || core.to > last.to) return undefined;
  const flash = inFrames(FLASH_MS, rate);
  const isFlash = touched.length > 1 && (first.to - core.from < flash || core.to - last.from < flash);
  return isFlash ? undefined : { from: first.from, to: last.to };
}

function shownIn(
  source: Source,
  scene: Scene,
  shots: readonly FrameRange[],
  rate: Rate,
  { shownMs: [least] }: Craft,
): Moment[] {
  const [start, end] = [frameFrom(scene.startMs, rate), frameUpTo(scene.endMs, rate)];
  const shortest = Math.max(2, inFrames(least, rate));
  const pieces = shots
    .filter(({ from, to }) => from < end && start < to)
    .flatMap((shot) => piecesOf({ from: Math.max(shot.from, start), to: Math.min(shot.to, end) }, rate));
  return pieces.flatMap(({ from, to }): Moment[] => {
    const cuts = freeCuts(source.words, rate, from, to).map(([a, b]): [number, number] => [a, b]);
    const [first, last] = [cuts[0], cuts.at(-1)];
    if (!first || !last || last[1] - first[0] < shortest) return [];
    const sights = sightsIn(source.sights, rangeOf({ from, to }, rate));
    const { text, evidence } = describesRange(scene, sights);
    if (evidence.length === 0) return [];
    return [
      {
        ...{ assetId: source.assetId, kind: "picture", from, to, cuts, core: null, words: null },
        ...{ text, quotable: false, sentences: [], evidence },
        ...looksOf(sights, scene, rate, (from + to) >> 1),
      },
    ];
  });
}

function piecesOf({ from, to }: FrameRange, rate: Rate): FrameRange[] {
  const pieces = Math.max(1, Math.round((to - from) / inFrames(PIECE_MS, rate)));
  const bound = (piece: number) => from + Math.floor((piece * (to - from)) / pieces);
  return Array.from({ length: pieces }, (_, piece) => ({ from: bound(piece), to: bound(piece + 1) }));
}

/** What is seen, as the engine is sure of it, else what the scene says of itself; with the frame that shows most. */
export function describesRange(scene: Scene, sights: readonly Sight[]): { text: string; evidence: Evidence[] } {
  const labels = labelsOf(sights);
  const of = scene.description.split(". ")[0] ?? scene.description;
  const text = labels.length > 0 ? labels.slice(0, 4).join(", ") : of;
  const best = bestOf(sights);
  return { text, evidence: best ? [frameEvidence(best, text)] : [] };
}

export function looksOf(sights: readonly Sight[], scene: Scene, rate: Rate, middle: number) {
  const best = bestOf(sights);
  return {
    best: best ? frameFrom(best.atMs, rate) : middle,
    scene: scene.index,
    labels: labelsOf(sights),
    people: Math.max(0, ...sights.map(({ people, faces }) => Math.max(people.length, faces.length))),
    colour: meanColour(sights),
    subjects: subjectsOf(sights, rate),
  };
}

/** The picture with most to see: faces before people before things; of equal ones the first. */
function bestOf(sights: readonly Sight[]): Sight | undefined {
  const worth = ({ faces, people, labels }: Sight) => faces.length * 100 + people.length * 10 + labels.length;
  return sights.reduce<Sight | undefined>(
    (best, sight) => (best && worth(best) >= worth(sight) ? best : sight),
    undefined,
  );
}

/** Labels of which the engine is less sure are not what is seen. */
export const SURE = 0.5;
const MOST_LABELS = 8;

function labelsOf(sights: readonly Sight[]): string[] {
  const sure = new Map<string, number>();
  for (const { name, confidence } of sights.flatMap(({ labels }) => labels)) {
    if (confidence >= SURE) sure.set(name, Math.max(sure.get(name) ?? 0, confidence));
  }
  const best = [...sure].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return best.slice(0, MOST_LABELS).map(([name]) => name);
}

function meanColour(sights: readonly Sight[]): [number, number, number] {
  const colours = sights.flatMap(({ colours }) => colours);
  const all = colours.reduce((sum, { share }) => sum + share, 0) || 1;
  const channel = (at: 0 | 1 | 2) =>
    Math.round(colours.reduce((sum, colour) => sum + rgb(colour)[at] * colour.share, 0) / all);
  return [channel(0), channel(1), channel(2)];
}
