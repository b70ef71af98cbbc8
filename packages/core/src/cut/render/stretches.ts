import type { Inspected } from "../../asset/asset.ts";
import { AppError } from "../../error.ts";
import { fpsOf } from "../frame-rate.ts";
import { handlesOf, placed } from "../placed.ts";
import type { ClipItem, TimelineItem, VariantSpec } from "../variant-spec.schema.ts";
import type { Layer, Overlay, SourcePicture } from "./unit.schema.ts";

/** A part of the timeline whose picture is of one item, or of two that cross. */
export interface Stretch {
  readonly startFrame: number;
  readonly frames: number;
  /** With the frame of each that comes first, counted from its beginning: before 0 and after its end are its handles. */
  readonly items: readonly { readonly item: TimelineItem; readonly at: number }[];
}

/** Pieces that are rendered side by side are this long at most; of a long cut they are longer, and worth a container. */
const PIECE_S = 10;
const LONG_PIECE_S = 60;
const LONG_CUT_S = 600;

/** Cuts a timeline at its cuts and at the ends of its cross-fades, and what is long into even pieces. */
export function stretchesOf({
  items,
  frames,
  frameRate,
}: Pick<VariantSpec, "items" | "frames" | "frameRate">): Stretch[] {
  const fps = fpsOf(frameRate);
  const longest = Math.max(1, Math.round(fps * (frames > LONG_CUT_S * fps ? LONG_PIECE_S : PIECE_S)));
  const stretches: Stretch[] = [];
  for (const [index, { item, startFrame: start }] of placed(items).entries()) {
    const before = items[index - 1];
    const { before: fades, after } = handlesOf(items, index);
    if (before && fades > 0) {
      const both = [
        { item: before, at: before.frames - fades },
        { item, at: -fades },
      ];
      stretches.push({ startFrame: start - fades, frames: 2 * fades, items: both });
    }
    const length = item.frames - fades - after;
    if (length < 0)
      throw new AppError("invalid", `The cross-fades of ${item.id} are longer than it: make them shorter`);
    const pieces = Math.ceil(length / longest);
    for (let piece = 0; piece < pieces; piece++) {
      const [from, to] = [piece, piece + 1].map((edge) => fades + Math.round((edge * length) / pieces)) as [
        number,
        number,
      ];
      stretches.push({ startFrame: start + from, frames: to - from, items: [{ item, at: from }] });
    }
  }
  const whole = items.reduce((sum, item) => sum + item.frames, 0);
  if (whole !== frames) throw new AppError("invalid", `The items have ${whole} frames and the cut ${frames}`);
  return stretches;
}

/** What an item's frames are made from, from its frame `at` on. Throws `invalid` where its asset has none so early. */
export function layerOf(item: TimelineItem, at: number, assetOf: (item: ClipItem) => Inspected): Layer {
  if (item.kind === "card") {
    const { heading, figure, detail } = item;
    return { kind: "card", heading, figure, detail };
  }
  const inFrame = item.inFrame + at;
  if (inFrame < 0) throw new AppError("invalid", `${item.id} has no handle of ${-at} frames before its beginning`);
  const moves = Object.values(item.framing).some((framing) => framing.length > 1);
  const { framing } = item;
  return {
    kind: "clip",
    source: pictureOf(assetOf(item)),
    inFrame,
    framing,
    move: moves ? { at, of: item.frames } : null,
  };
}

function pictureOf({ assetId, fingerprint, technical }: Inspected): SourcePicture {
  const { video, container } = technical;
  if (!video) throw new AppError("invalid", `Asset ${assetId} has no picture: it cannot be a clip of a cut`);
  const { index, width, height, displayWidth, displayHeight, rotation, frameRateRational, hdr, interlaced, colour } =
    video;
  return {
    ...{ assetId, sha256: fingerprint, container },
    video: { index, width, height, displayWidth, displayHeight, rotation, frameRateRational, hdr, interlaced, colour },
  };
}

/** Titles and captions that stand in a stretch, in their own places in it. Titles lie under captions. */
export function overlaysIn({ startFrame, frames }: Stretch, { titles, captions }: VariantSpec): Overlay[] {
  const all = [...titles, ...captions.map((caption) => ({ ...caption, kind: "caption" as const }))];
  return all.flatMap(({ kind, lines, ...place }) => {
    const from = Math.max(place.startFrame, startFrame);
    const to = Math.min(place.startFrame + place.frames, startFrame + frames);
    return to > from ? [{ kind, lines, startFrame: from - startFrame, frames: to - from }] : [];
  });
}
