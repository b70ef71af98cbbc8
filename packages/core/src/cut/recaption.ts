import { isSame } from "../canonical.ts";
import { overlaps } from "../scene/material.ts";
import { captionsIn } from "./crew/packager.ts";
import { rangeOf, type Source } from "./crew/source.ts";
import { rateOf } from "./frame-rate.ts";
import { carrier } from "./interchange/carry.ts";
import { type Placed, placed } from "./placed.ts";
import type { Caption, ClipItem, VariantSpec } from "./variant-spec.schema.ts";

type PlacedClip = Placed<ClipItem>;

/**
 * A changed spec whose captions follow what is said in it now: those of a clip that shows another range, or other footage, are made anew from
 * the transcript. Captions that somebody had edited by hand, before or with this change, stay as they are. `sources` are of its assets.
 */
export function recaption(base: VariantSpec, next: VariantSpec, sources: ReadonlyMap<string, Source>): VariantSpec {
  if (next.variants.every(({ captions }) => captions === "none")) return next;
  const rate = rateOf(next.frameRate);
  const before = new Map(clipsOf(base).map((place) => [place.item.id, place]));
  const origins = next.items.map((item) => {
    const from = before.get(item.id)?.item;
    return { item, from: item.kind === "clip" && from?.assetId === item.assetId ? from : undefined };
  });
  const carried = carrier(base, origins).captions();
  const made = (place: PlacedClip): Caption[] | undefined => {
    const source = sources.get(place.item.assetId);
    return source && (place.item.sound.on ? captionsIn(place.item, place.startFrame, source.words, rate) : []);
  };

  /** The captions of a clip that are to be others now; undefined where they stay. */
  function anew(place: PlacedClip): Caption[] | undefined {
    const { item } = place;
    const old = before.get(item.id);
    if (!old || isSame(rangeIn(old.item), rangeIn(item))) return undefined;
    const isEdited = !isSame(on(place, next.captions), on(place, carried));
    if (isEdited) return undefined;
    if (old.item.assetId !== item.assetId) return isQuotable(item) ? made(place) : undefined;
    const were = made(old);
    if (!were || !isSame(on(old, base.captions), on(old, were))) return undefined;
    // Where nothing was said nobody knows yet whether what is said may be quoted.
    return were.length > 0 || isQuotable(item) ? made(place) : undefined;
  }

  function isQuotable({ assetId, inFrame, frames }: ClipItem): boolean {
    const { quotable = false, scenes = [] } = sources.get(assetId) ?? {};
    const range = rangeOf({ from: inFrame, to: inFrame + frames }, rate);
    return quotable && scenes.every(({ speech, ...of }) => !overlaps(of, range) || !speech || speech.quotable);
  }

  const fresh = clipsOf(next).flatMap((place) => {
    const captions = anew(place);
    return captions ? [{ place, captions }] : [];
  });
  const kept = next.captions.filter((caption) => !fresh.some(({ place }) => isOn(place, caption)));
  const captions = [...kept, ...fresh.flatMap(({ captions: of }) => of)].sort((a, b) => a.startFrame - b.startFrame);
  return { ...next, captions };
}

const clipsOf = ({ items }: VariantSpec): PlacedClip[] =>
  placed(items).flatMap(({ item, ...place }) => (item.kind === "clip" ? [{ item, ...place }] : []));

const rangeIn = ({ assetId, inFrame, frames }: ClipItem) => ({ assetId, inFrame, frames });

const isOn = ({ startFrame, endFrame }: PlacedClip, caption: Caption): boolean =>
  startFrame <= caption.startFrame && caption.startFrame < endFrame;

/** Captions of a clip, told from its beginning. */
const on = (place: PlacedClip, captions: readonly Caption[]): Caption[] =>
  captions
    .filter((caption) => isOn(place, caption))
    .map((caption) => ({ ...caption, startFrame: caption.startFrame - place.startFrame }));
