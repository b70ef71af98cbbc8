import { plainQuery } from "../../search/query.ts";
import type { Source } from "../crew/source.ts";
import { msAt, msOf, rateOf } from "../frame-rate.ts";
import type { Answer } from "../gate.schema.ts";
import { placed } from "../placed.ts";
import type { TimelineItem, VariantSpec } from "../variant-spec.schema.ts";
import type { NoteRequest, Place } from "./request.schema.ts";
import { lengthAbout } from "./shown.ts";
import type { Wanted } from "./wanted.schema.ts";

/** A request before anybody has looked whether it can be had. */
export type Said = Omit<Answer, "objection">;

/** Without a figure it is a fifth; music, so many dB. */
const SHARE = 0.2;
const MUSIC_DB = 6;
const PACE = { faster: 0.7, slower: 1.45, calmer: 1.45 } as const;

/**
 * What people asked for in all of their notes, in that order, as figures of the versions of which they said it. Of what contradicts, the
 * last word holds; who asks for more pace twice gets it twice.
 */
export function measure(
  said: readonly Said[],
  specs: ReadonlyMap<number, VariantSpec>,
  sources: ReadonlyMap<string, Source>,
): Wanted[] {
  const standing = new Map<string, Wanted>();
  let pace = 1;
  for (const one of said) {
    const spec = specs.get(one.revision);
    if (!spec) continue;
    const { request } = one;
    if (request.ask === "pace") pace *= PACE[request.pace];
    const wanted: Wanted = { ...one, objection: null, ...figuresOf(request, spec, sources, pace) };
    const key = keyOf(request, wanted);
    // The last word stands last.
    standing.delete(key);
    standing.set(key, wanted);
  }
  return [...standing.values()];
}

type Figures = Pick<Wanted, "was" | "figure" | "moment"> & { readonly objection?: string };
const NONE = { was: null, figure: null, moment: null } as const;

function figuresOf(
  request: NoteRequest,
  spec: VariantSpec,
  sources: ReadonlyMap<string, Source>,
  pace: number,
): Figures {
  const length = msOf(spec.frames, spec.frameRate);
  switch (request.ask) {
    case "shorter":
    case "longer": {
      const by = request.byMs ?? Math.round(length * SHARE);
      const figure = length + (request.ask === "longer" ? by : -by);
      return { ...NONE, was: length, figure: Math.max(0, figure) };
    }
    case "as_long_as":
      return { ...NONE, was: length, figure: request.toMs };
    case "pace":
      return { ...NONE, was: meanMs(spec), figure: pace };
    case "more":
    case "less":
      return { ...NONE, was: lengthAbout(spec, request.what, sources) };
    case "remove":
    case "keep":
      return { ...NONE, ...partOf(request.place, spec) };
    case "music":
      return { ...NONE, ...musicOf(request.music, spec) };
    default:
      return NONE;
  }
}

/** How long a clip is, in the mean; 0 without any. */
export function meanMs({ items, frameRate }: Pick<VariantSpec, "items" | "frameRate">): number {
  const clips = items.filter(({ kind }) => kind === "clip");
  const frames = clips.reduce((sum, clip) => sum + clip.frames, 0);
  return clips.length === 0 ? 0 : msAt(frames, rateOf(frameRate)) / clips.length;
}

function partOf(place: Place, { items, frameRate, revision }: VariantSpec): Pick<Figures, "moment" | "objection"> {
  const rate = rateOf(frameRate);
  const item = itemAt(place, items, (frame) => msAt(frame, rate));
  if (!item)
    return { moment: null, objection: `Version ${revision} has ${items.length} parts, and none there: name another.` };
  if (item.kind === "card")
    return {
      moment: null,
      objection: `That part of version ${revision} is a card: change it by hand, or say “no cards”.`,
    };
  // Whole milliseconds within it: outside is what was not meant.
  const startMs = Math.ceil(msAt(item.inFrame, rate));
  const endMs = Math.floor(msAt(item.inFrame + item.frames, rate));
  return { moment: { assetId: item.assetId, startMs, endMs } };
}

function itemAt(place: Place, items: readonly TimelineItem[], msOfFrame: (frame: number) => number) {
  if ("nth" in place) return items.at(place.nth === "last" ? -1 : place.nth - 1);
  return placed(items).find(({ endFrame }) => msOfFrame(endFrame) > place.atMs)?.item;
}

function musicOf(music: "on" | "off" | "quieter" | "louder", spec: VariantSpec): Omit<Figures, "moment"> {
  if (music === "on" || music === "off") return { was: null, figure: null };
  if (!spec.music)
    return { was: null, figure: null, objection: `Version ${spec.revision} has no music: say “music on” first.` };
  const { gainDb } = spec.music;
  return { was: gainDb, figure: Math.max(-60, Math.min(6, gainDb + (music === "louder" ? MUSIC_DB : -MUSIC_DB))) };
}

/** Requests with the same key cannot both be had. */
function keyOf(request: NoteRequest, { moment, words }: Wanted): string {
  switch (request.ask) {
    case "shorter":
    case "longer":
    case "as_long_as":
      return "length";
    case "more":
    case "less":
    case "without":
      return `thing ${plainQuery(request.what).terms.join(" ")}`;
    case "remove":
    case "keep":
      return moment ? `part ${moment.assetId} ${moment.startMs}` : `part ${words}`;
    default:
      return request.ask;
  }
}
