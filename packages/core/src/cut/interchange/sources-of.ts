import * as Assets from "../../asset/asset.ts";
import { originalUriOf } from "../../asset/place.ts";
import { inParallel } from "../../search/in-parallel.ts";
import type { InterchangeSource, Sources } from "./source.schema.ts";

const PARALLEL = 16;

/** What editing programs have to know of assets. One that is gone is left out: what is of it cannot be told. */
export async function sourcesOf(assetIds: readonly string[]): Promise<Sources> {
  const found = await inParallel([...new Set(assetIds)], PARALLEL, async (assetId) => {
    const asset = await Assets.find(assetId);
    if (!asset?.technical) return [];
    const { video, audio, durationMs, timecode } = asset.technical;
    const source: InterchangeSource = {
      ...{ assetId, name: asset.name, uri: originalUriOf(asset), durationMs: video?.endMs ?? durationMs, timecode },
      ...{ frameRate: video?.frameRateRational ?? null },
      ...{ width: video?.displayWidth ?? null, height: video?.displayHeight ?? null },
      audio: audio && { channels: audio.channels, sampleRate: audio.sampleRate },
    };
    return [[assetId, source] as const];
  });
  return new Map(found.flat());
}
