import type { Box } from "../../vision/vision.schema.ts";
import { FORMATS } from "../formats.ts";
import { inFrames, type Rate, rateOf } from "../frame-rate.ts";
import type { ClipItem, Framing } from "../variant-spec.schema.ts";
import { RULES } from "./director.ts";
import type { Candidate, Material, MaterialAsset, Subject } from "./material.schema.ts";
import type { ChosenClip, Edit, Frames } from "./proposal.schema.ts";
import { chooseSubjects } from "./reframe.ts";

/** Subjects that wander less, as a share of the picture, are followed by a camera that stands still. */
const WANDERS = 0.12;
/** A move is slow: no more of the picture in a second. */
const FASTEST = 0.06;
const LEAST_MOVE_MS = 2_000;
/** Where a face stands in a crop: a little above the middle, as painters and cameramen have it. */
const EYES = 0.42;

/** Says what of every clip is shown in which format, and ranks the pictures. */
export function frame(material: Material, { items, round, cutId }: Edit): Frames {
  const byId = new Map(material.candidates.map((candidate) => [candidate.id, candidate]));
  const assets = new Map(material.assets.map((asset) => [asset.assetId, asset]));
  const clips = items.filter((item) => item.kind === "clip");
  const framing = clips.map((clip) => {
    const asset = assets.get(clip.assetId);
    return [clip.id, asset ? framingsOf(clip, byId.get(clip.candidate), asset, material) : {}] as const;
  });
  const ranking = clips
    .map(({ id, candidate }) => ({ item: id, score: pictureOf(byId.get(candidate)) }))
    .sort((a, b) => b.score - a.score || (a.item < b.item ? -1 : 1));
  return { version: 1, cutId, round, engine: RULES, framing: Object.fromEntries(framing), ranking };
}

/** What each format that was ordered shows of a clip. */
export function framingsOf(
  clip: Shown,
  candidate: Candidate | undefined,
  asset: MaterialAsset,
  { order, frameRate }: Pick<Material, "order" | "frameRate">,
): ClipItem["framing"] {
  if (asset.width === 0 || asset.height === 0) return {};
  const subjects = subjectsIn(clip, candidate);
  const rate = rateOf(frameRate);
  return Object.fromEntries(
    order.formats.map(({ name, lines }) => [name, framingOf(clip, asset, subjects, aspectOf(name, lines), rate)]),
  );
}

/** What of an asset a clip shows. */
type Shown = Pick<ChosenClip, "assetId" | "inFrame" | "frames">;

function aspectOf(name: keyof typeof FORMATS, lines: number): number {
  const { width, height } = FORMATS[name](lines);
  return width / height;
}

/** The subjects of what is shown; where nobody looked within the clip, of its candidate. */
function subjectsIn({ inFrame, frames }: Shown, candidate: Candidate | undefined): Subject[] {
  const all = candidate?.subjects ?? [];
  const within = all.filter(({ frame: at }) => at >= inFrame && at < inFrame + frames);
  return within.length > 0 ? within : all;
}

function framingOf(
  clip: Shown,
  asset: MaterialAsset,
  subjects: readonly Subject[],
  aspect: number,
  rate: Rate,
): Framing {
  const own = asset.width / asset.height;
  const size = own > aspect ? { width: aspect / own, height: 1 } : { width: 1, height: own / aspect };
  const { subjects: shown, isGroup } = chooseSubjects(subjects, size);
  if (isGroup) return [WHOLE];
  const middle = clip.inFrame + clip.frames / 2;
  const [early, late] = [shown.filter((one) => one.frame < middle), shown.filter((one) => one.frame >= middle)];
  const still = around(centreOf(shown), size);
  if (early.length === 0 || late.length === 0 || clip.frames < inFrames(LEAST_MOVE_MS, rate)) return [still];
  const [from, to] = [around(centreOf(early), size), around(centreOf(late), size)];
  const way = Math.hypot(to.left - from.left, to.top - from.top);
  const seconds = (clip.frames * rate.denominator) / rate.numerator;
  if (way < WANDERS || way > FASTEST * seconds) return [still];
  return [from, to];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** In a format of another shape it is shown over a soft picture of itself. */
const WHOLE: Box = { left: 0, top: 0, width: 1, height: 1 };

/** The middle of all subjects, the larger ones more; that of the picture where there is none. */
function centreOf(subjects: readonly Subject[]): Point {
  const weights = subjects.map(({ box, isFace }) => Math.max(1e-6, box.width * box.height) * (isFace ? 4 : 1));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all === 0) return { x: 0.5, y: 0.5 };
  const mean = (of: (subject: Subject) => number) =>
    subjects.reduce((sum, subject, at) => sum + of(subject) * (weights[at] ?? 0), 0) / all;
  return {
    x: mean(({ box }) => box.left + box.width / 2),
    y: mean(({ box, isFace }) => box.top + box.height * (isFace ? 0.5 : 0.35)),
  };
}

/** A crop of a size with a point where eyes rest, within the picture. */
function around({ x, y }: Point, { width, height }: Pick<Box, "width" | "height">): Box {
  const within = (at: number, room: number) => round(Math.min(Math.max(0, at), 1 - room));
  return { left: within(x - width / 2, width), top: within(y - height * EYES, height), width, height };
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/** How good a picture is to look at. */
function pictureOf(candidate: Candidate | undefined): number {
  if (!candidate) return 0;
  const { quality, people, relevance, novelty } = candidate.features;
  return Math.round((0.4 * quality + 0.35 * people + 0.15 * relevance + 0.1 * novelty) * 1e4) / 1e4;
}
