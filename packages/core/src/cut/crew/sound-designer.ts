import { inFrames, type Rate, rateOf } from "../frame-rate.ts";
import type { ClipItem, Music } from "../variant-spec.schema.ts";
import { wordsWithin } from "./cut-points.ts";
import { RULES } from "./director.ts";
import { roomAfter, roomBefore } from "./editor.ts";
import type { Candidate, Material, MaterialAsset } from "./material.schema.ts";
import type { Arc, ChosenClip, ChosenItem, Edit, Sounds } from "./proposal.schema.ts";

/** What people say is brought to so many LUFS; what else is heard stays below it. */
const SPEECH_LUFS = -20;
const AMBIENCE_DB = -10;
const UNDER_MUSIC_DB = -16;
const MOST_GAIN_DB = 12;
/** Sound goes over a cut by so much, where nobody speaks there. */
const OVERLAP_MS = 320;
const DUCK_AROUND_MS = 240;

/** Decides what is heard: own sound, levels, what goes over a cut, music and when it makes room. */
export function design(material: Material, { bed }: Pick<Arc, "bed">, { items, round, cutId }: Edit): Sounds {
  const rate = rateOf(material.frameRate);
  const byId = new Map(material.candidates.map((candidate) => [candidate.id, candidate]));
  const assets = new Map(material.assets.map((asset) => [asset.assetId, asset]));
  const on = new Map(items.map((item) => [item.id, isHeard(item, byId, assets)]));
  const sound = items.flatMap((item, at): [string, ClipItem["sound"]][] => {
    if (item.kind !== "clip") return [];
    if (!on.get(item.id)) return [[item.id, SILENT]];
    const overlap = inFrames(OVERLAP_MS, rate);
    // Over a clip with sound of its own nothing is laid: two rooms at once are noise.
    const quiet = (other: ChosenItem | undefined) => other !== undefined && !on.get(other.id);
    const [before, after] = [items[at - 1], items[at + 1]];
    const lead = quiet(before) ? Math.min(overlap, roomBefore(item, byId), before?.frames ?? 0) : 0;
    const tail = quiet(after) ? Math.min(overlap, roomAfter(item, byId), after?.frames ?? 0) : 0;
    const isSpeech = speaks(item, byId);
    const gainDb = gainOf(assets.get(item.assetId), isSpeech, bed !== null);
    return [[item.id, { on: true, gainDb, leadFrames: lead, tailFrames: tail }]];
  });
  const music = bed && musicOf(bed, material, items, byId, rate);
  return { version: 1, cutId, round, engine: RULES, sound: Object.fromEntries(sound), music };
}

export const SILENT: ClipItem["sound"] = { on: false, gainDb: 0, leadFrames: 0, tailFrames: 0 };

const speaks = (item: ChosenItem, byId: ReadonlyMap<string, Candidate>): boolean =>
  item.kind === "clip" && byId.get(item.candidate)?.kind === "speech";

/** What people say is heard, and rooms in which nobody does: half a sentence is not. */
function isHeard(
  item: ChosenItem,
  byId: ReadonlyMap<string, Candidate>,
  assets: ReadonlyMap<string, MaterialAsset>,
): boolean {
  if (item.kind !== "clip" || !assets.get(item.assetId)?.hasSound) return false;
  const candidate = byId.get(item.candidate);
  if (!candidate) return false;
  if (candidate.core) return candidate.words !== null;
  const [from, to] = [item.inFrame, item.inFrame + item.frames];
  return candidate.cuts.some(([a, b]) => a <= from && to <= b);
}

function gainOf(asset: MaterialAsset | undefined, isSpeech: boolean, hasMusic: boolean): number {
  const below = isSpeech ? 0 : hasMusic ? UNDER_MUSIC_DB : AMBIENCE_DB;
  const gain = SPEECH_LUFS + below - (asset?.integratedLufs ?? SPEECH_LUFS);
  return Math.round(Math.max(-40, Math.min(MOST_GAIN_DB, gain)) * 10) / 10;
}

/** The bed under all of it, lower while somebody speaks. */
function musicOf(
  bed: Music["bed"],
  material: Material,
  items: readonly ChosenItem[],
  byId: ReadonlyMap<string, Candidate>,
  rate: Rate,
): Music {
  const frames = items.reduce((sum, item) => sum + item.frames, 0);
  const around = inFrames(DUCK_AROUND_MS, rate);
  let start = 0;
  const spoken = items.flatMap((item) => {
    const at = start;
    start += item.frames;
    return speaks(item, byId) ? speechIn(item as ChosenClip, material, at, rate) : [];
  });
  const isLed = material.order.useCase === "aftermovie";
  return {
    ...{
      bed,
      gainDb: material.direction.gainDb ?? (isLed ? -6 : -12),
      duckDb: -12,
      ducks: merged(spoken, around, frames),
    },
    fadeInFrames: Math.min(inFrames(isLed ? 200 : 800, rate), frames >> 2),
    fadeOutFrames: Math.min(inFrames(2_000, rate), frames >> 1),
  };
}

/** When somebody speaks in a clip, in frames of the cut. */
function speechIn({ assetId, inFrame, frames }: ChosenClip, { words }: Material, start: number, rate: Rate) {
  const all = words[assetId] ?? [];
  const heard = wordsWithin(all, rate, inFrame, inFrame + frames);
  return all.slice(heard.from, heard.to).map(({ startMs, endMs }) => ({
    from: start + Math.max(0, inFrames(startMs, rate) - inFrame),
    to: start + Math.min(frames, inFrames(endMs, rate) - inFrame),
  }));
}

function merged(ranges: readonly { from: number; to: number }[], around: number, frames: number): Music["ducks"] {
  const wide = ranges.map(({ from, to }) => ({ from: Math.max(0, from - around), to: Math.min(frames, to + around) }));
  const joined: { from: number; to: number }[] = [];
  for (const range of wide.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    // Up and down again within a second is heard as pumping.
    if (last && range.from - last.to < 4 * around) last.to = Math.max(last.to, range.to);
    else joined.push({ ...range });
  }
  return joined.filter(({ from, to }) => to > from).map(({ from, to }) => ({ startFrame: from, frames: to - from }));
}
