import { createId } from "../../id.ts";
import { chance } from "../../transcript/testing.ts";
import { placed } from "../placed.ts";
import type { ClipItem, TimelineItem, VariantSpec } from "../variant-spec.schema.ts";
import type { InterchangeSource, Sources } from "./source.schema.ts";
import { countedRateOf } from "./timecode.ts";

/** Chance of many kinds, the same for the same seed. */
export function randomOf(seed: number) {
  const next = chance(seed);
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <Value>(values: readonly Value[]): Value => values[whole(0, values.length - 1)] as Value;
  return { next, whole, pick, chance: (share: number) => next() < share };
}
type Random = ReturnType<typeof randomOf>;

export const RATES = ["24/1", "25/1", "30/1", "30000/1001", "24000/1001", "50/1"];

/** Footage of several shapes, some of it with timecode, some without sound or at another rate than the cut. */
export function randomSources(random: Random, frameRate: string): Sources {
  const sources = Array.from({ length: random.whole(1, 5) }, (_, index): InterchangeSource => {
    const own = random.chance(0.8) ? frameRate : random.pick(RATES);
    const mark = countedRateOf(own).drop && random.chance(0.5) ? ";" : ":";
    const name = `${random.pick(["Interview", "Straße & Fluss", 'B-roll "2"', "day <1>"])} ${index}.mp4`;
    return {
      assetId: createId("ast"),
      name,
      uri: `file:///footage/${encodeURIComponent(name)}`,
      durationMs: random.whole(400_000, 900_000),
      frameRate: own,
      width: random.pick([1920, 1280, 1080]),
      height: random.pick([1080, 720, 1920]),
      timecode: random.chance(0.6) ? `0${random.whole(0, 9)}:10:20${mark}0${random.whole(2, 9)}` : null,
      audio: random.chance(0.8) ? { channels: random.pick([1, 2]), sampleRate: 48_000 } : null,
    };
  });
  return new Map(sources.map((source) => [source.assetId, source]));
}

/** A spec as the crew might make one, with everything in it that a spec can have. `sources` give its footage. */
export function randomSpec(random: Random, sources: Sources, frameRate: string): VariantSpec {
  const items: TimelineItem[] = [];
  const count = random.whole(1, 14);
  for (let index = 0; index < count; index++) items.push(randomItem(random, sources, items, index));
  const frames = items.reduce((sum, item) => sum + item.frames, 0);
  const within = placed(items).flatMap(({ item, startFrame }) => {
    const offset = random.whole(0, item.frames - 1);
    return random.chance(0.4)
      ? [{ startFrame: startFrame + offset, frames: random.whole(1, item.frames - offset) }]
      : [];
  });
  const assetId = [...sources.keys()][0] as string;
  return {
    version: 1,
    cutId: createId("cut"),
    revision: random.whole(1, 9),
    useCase: random.pick(["news", "aftermovie", "wrapped"]),
    title: random.pick(["The day", 'Q&A: "why?"', "Größe <1>"]),
    frameRate,
    frames,
    items,
    titles: within.map((range, index) => ({
      id: `t${index}`,
      kind: random.pick(["title", "lower_third"]),
      ...range,
      lines: random.pick([["Ada Lovelace"], ["Ada Lovelace", "Mathematician"], ["1 / 2", "A & B"]]),
      evidence: [{ brief: "Ada" }],
    })),
    captions: within.map((range) => ({ ...range, lines: ["as it was said"], assetId, from: 3, to: 9 })),
    music: random.chance(0.5) ? randomMusic(random, within) : null,
    loudness: { integratedLufs: random.pick([-14, -23]), truePeakDbtp: -1 },
    brand: {
      primary: "#e5484d",
      text: "#ffffff",
      background: "#101114",
      font: "sans",
      lowerThirds: true,
      logoUri: random.chance(0.5) ? "s3://output/logo.png" : null,
    },
    variants: [
      { name: "landscape", width: 1920, height: 1080, captions: "burned", hls: random.chance(0.5) },
      { name: "vertical", width: 1080, height: 1920, captions: "sidecar", hls: false },
    ],
    engine: "rules 1",
    ...(random.chance(0.5) && { thumbnailFrame: random.whole(0, frames - 1) }),
  };
}

const randomMusic = (random: Random, ducks: { startFrame: number; frames: number }[]): VariantSpec["music"] => ({
  bed: random.pick(["pulse", "drive", "dawn", "still"]),
  gainDb: -random.whole(6, 24),
  fadeInFrames: random.whole(0, 20),
  fadeOutFrames: random.whole(0, 40),
  duckDb: -12,
  ducks,
});

/** Long enough for the fades at both ends, and with handles: the footage goes on before and after it. */
function randomItem(random: Random, sources: Sources, items: readonly TimelineItem[], index: number): TimelineItem {
  const fadeIn = index > 0 && random.chance(0.3) ? random.whole(1, 8) * 2 : null;
  const shared = { fadeIn, frames: random.whole(30, 200), why: "It begins the story", evidence: [{ brief: "begin" }] };
  if (random.chance(0.15))
    return {
      kind: "card",
      id: `card-${index}`,
      ...shared,
      heading: "Chapter & verse",
      figure: random.chance(0.5) ? "42 %" : null,
      detail: random.chance(0.5) ? "of <all>" : null,
    };
  const before = items.reduce((sum, item) => sum + item.frames, 0);
  return { kind: "clip", id: `c${index}`, ...shared, ...randomFootage(random, sources, before, items.at(-1)) };
}

function randomFootage(random: Random, sources: Sources, before: number, last: TimelineItem | undefined) {
  const isJoined = last?.kind === "clip" && random.chance(0.2);
  const sound: ClipItem["sound"] = {
    on: random.chance(0.7),
    gainDb: random.whole(-12, 6),
    leadFrames: random.chance(0.3) ? Math.min(before, random.whole(0, 20)) : 0,
    tailFrames: random.chance(0.3) ? random.whole(0, 20) : 0,
  };
  const box = { left: random.next() / 2, top: 0, width: 0.3164, height: 1 };
  return {
    // Footage that simply goes on, with a cut in it, is the hardest to tell apart.
    assetId: isJoined ? last.assetId : random.pick([...sources.keys()]),
    inFrame: isJoined ? last.inFrame + last.frames : random.whole(40, 5000),
    sound,
    framing: random.chance(0.5) ? { vertical: random.chance(0.5) ? [box] : [box, { ...box, left: 0.1 }] } : {},
  };
}

/** Footage with sound at 25 frames a second, without timecode. */
export const sourceOf = (name: string): InterchangeSource => ({
  assetId: createId("ast"),
  name: `${name}.mp4`,
  uri: `file:///footage/${name}.mp4`,
  durationMs: 600_000,
  frameRate: "25/1",
  width: 1920,
  height: 1080,
  timecode: null,
  audio: { channels: 2, sampleRate: 48_000 },
});

/** 100 frames of footage from `inFrame` on, with its sound. */
export const clipOf = (
  id: string,
  { assetId }: InterchangeSource,
  inFrame: number,
  fields: Partial<ClipItem> = {},
): ClipItem => ({
  kind: "clip",
  id,
  assetId,
  inFrame,
  frames: 100,
  fadeIn: null,
  sound: { on: true, gainDb: 0, leadFrames: 0, tailFrames: 0 },
  framing: { vertical: [{ left: 0.2, top: 0, width: 0.3164, height: 1 }] },
  why: "as told",
  evidence: [{ brief: "as told" }],
  ...fields,
});

/** A cut of these items at 25 frames a second; on the first of them is a title from frame 20 on, and a caption from 25 on. */
export function specOf(items: VariantSpec["items"]): VariantSpec {
  const [first] = items;
  const said = { startFrame: 25, frames: 25 };
  return {
    ...randomSpec(randomOf(1), randomSources(randomOf(1), "25/1"), "25/1"),
    items,
    frames: items.reduce((sum, { frames }) => sum + frames, 0),
    titles: [
      { id: "name", kind: "lower_third", startFrame: 20, frames: 30, lines: ["Ada"], evidence: [{ brief: "Ada" }] },
    ],
    captions: first?.kind === "clip" ? [{ ...said, lines: ["Hello"], assetId: first.assetId, from: 0, to: 1 }] : [],
    music: { bed: "dawn", gainDb: -12, fadeInFrames: 10, fadeOutFrames: 20, duckDb: -9, ducks: [said] },
  };
}
