import { AppError } from "../../error.ts";
import { type Placed, placed } from "../placed.ts";
import type { ClipItem, Title, VariantSpec } from "../variant-spec.schema.ts";
import type { InterchangeSource, Sources } from "./source.schema.ts";
import { type CountedRate, type Counting, countedRateOf, readTimecode } from "./timecode.ts";

/** A clip's own sound, with its J and L: `inFrame` is of the asset, `startFrame` of the cut. */
export interface SoundPart {
  readonly item: ClipItem;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly inFrame: number;
}

function soundOf({ item, startFrame, endFrame }: Placed): SoundPart[] {
  if (item.kind !== "clip" || !item.sound.on) return [];
  const { leadFrames, tailFrames } = item.sound;
  const part = {
    item,
    startFrame: startFrame - leadFrames,
    endFrame: endFrame + tailFrames,
    inFrame: item.inFrame - leadFrames,
  };
  if (part.startFrame < 0 || part.inFrame < 0)
    throw new AppError("invalid", `The sound of ${item.id} begins before there is any; make its J cut shorter`);
  return [part];
}

/** The clips' sounds on as few tracks as it takes: those that are heard at once, by J and L cuts, are on different ones. */
export function soundTracks(spec: VariantSpec): SoundPart[][] {
  const tracks: SoundPart[][] = [];
  const parts = placed(spec.items).flatMap(soundOf);
  for (const part of parts.sort((a, b) => a.startFrame - b.startFrame)) {
    const free = tracks.find((track) => (track.at(-1)?.endFrame ?? 0) <= part.startFrame);
    if (free) free.push(part);
    else tracks.push([part]);
  }
  return tracks;
}

/** The asset that a clip is of. Throws `not_found` when the caller has not got it. */
export function sourceOf({ id, assetId }: ClipItem, sources: Sources): InterchangeSource {
  const source = sources.get(assetId);
  if (source) return source;
  throw new AppError("not_found", `Clip ${id} is of asset ${assetId}, which is not there any more; swap it first`);
}

/** How an asset's own timecode counts; as the cut's where it has no picture. */
export function countingOf(source: InterchangeSource, rate: CountedRate): Counting {
  const { nominal } = source.frameRate === null ? rate : countedRateOf(source.frameRate);
  return { nominal, drop: /[;.,]\d\d$/.test(source.timecode ?? "") && nominal % 30 === 0 };
}

/**
 * The asset's first frame on its own clock, in frames of the cut's rate: its timecode, as near as that rate can say it. 0 for
 * one without timecode, or with one that its rate does not have.
 */
export function mediaStart(source: InterchangeSource, rate: CountedRate): number {
  if (source.timecode === null) return 0;
  const own = source.frameRate === null ? rate : countedRateOf(source.frameRate);
  const frames = readTimecode(source.timecode, countingOf(source, rate));
  if (frames === null) return 0;
  return Math.round((frames * own.denominator * rate.numerator) / (own.numerator * rate.denominator));
}

/** How long an asset is, in frames of the cut's rate. */
export const mediaFrames = ({ durationMs }: InterchangeSource, { fps }: CountedRate): number =>
  Math.max(1, Math.round((durationMs / 1000) * fps));

/** The titles that stand on an item: those that begin while it is shown. */
export const titlesOn = ({ titles }: VariantSpec, { startFrame, endFrame }: Placed): Title[] =>
  titles.filter((title) => startFrame <= title.startFrame && title.startFrame < endFrame);
