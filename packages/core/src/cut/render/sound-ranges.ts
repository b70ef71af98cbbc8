import type { Inspected } from "../../asset/asset.ts";
import { handlesOf, placed } from "../placed.ts";
import type { ClipItem, VariantSpec } from "../variant-spec.schema.ts";
import type { SoundRange } from "./unit.schema.ts";

/**
 * What is heard of each clip, and when. A cross-fade of the pictures is one of the sounds, too, unless a sound begins before
 * (J cut) or goes on after (L cut) all of it. What the asset has not got is silence; nothing comes before the cut or after it.
 */
export function soundRangesOf(spec: VariantSpec, assetOf: (item: ClipItem) => Inspected): SoundRange[] {
  return placed(spec.items).flatMap(({ item, startFrame, endFrame }, index): SoundRange[] => {
    if (item.kind === "card" || !item.sound.on) return [];
    const asset = assetOf(item);
    const { audio } = asset.technical;
    if (!audio) return [];
    const { before: comes, after: goes } = handlesOf(spec.items, index);
    const { leadFrames, tailFrames, gainDb } = item.sound;
    const before = Math.min(Math.max(leadFrames, comes), item.inFrame, startFrame);
    const after = Math.min(Math.max(tailFrames, goes), spec.frames - endFrame);
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
