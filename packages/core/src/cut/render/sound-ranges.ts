import type { Inspected } from "../../asset/asset.ts";
import type { ClipItem, VariantSpec } from "../variant-spec.schema.ts";
import type { SoundRange } from "./unit.schema.ts";

/**
 * What is heard of each clip, and when. A cross-fade of the pictures is one of the sounds, too, unless a sound begins before
 * (J cut) or goes on after (L cut) all of it. What the asset has not got is silence; nothing comes before the cut or after it.
 */
export function soundRangesOf(
  { items, frames: total }: VariantSpec,
  assetOf: (item: ClipItem) => Inspected,
): SoundRange[] {
  let start = 0;
  const places = items.map((item) => {
    const startFrame = start;
    start += item.frames;
    return { item, startFrame };
  });
  return places.flatMap(({ item, startFrame }, index): SoundRange[] => {
    if (item.kind === "card" || !item.sound.on) return [];
    const asset = assetOf(item);
    const { audio } = asset.technical;
    if (!audio) return [];
    const [comes, goes] = [index === 0 ? 0 : (item.fadeIn ?? 0) / 2, (items[index + 1]?.fadeIn ?? 0) / 2];
    const { leadFrames, tailFrames, gainDb } = item.sound;
    const before = Math.min(Math.max(leadFrames, comes), item.inFrame, startFrame);
    const after = Math.min(Math.max(tailFrames, goes), total - startFrame - item.frames);
    return [
      {
        ...{ assetId: asset.assetId, sha256: asset.fingerprint, gainDb },
        audio: { index: audio.index, channels: audio.channels },
        ...{ startFrame: startFrame - before, inFrame: item.inFrame - before, frames: before + item.frames + after },
        fadeInFrames: leadFrames > comes ? 0 : comes + Math.min(comes, before),
        fadeOutFrames: tailFrames > goes ? 0 : goes + Math.min(goes, after),
      },
    ];
  });
}
