import type { Inspected } from "../../asset/asset.ts";
import * as Assets from "../../asset/asset.ts";
import * as Derivatives from "../../derivative/derivative.ts";
import { currentIndex } from "../../search/cached-index.ts";
import { inParallel } from "../../search/in-parallel.ts";
import { parseQuery } from "../../search/query.ts";
import { type RankedScene, rankScenes } from "../../search/rank-scenes.ts";
import type { Footage, KeptOrder } from "../order.schema.ts";
import type { Totals } from "./material.schema.ts";

/** So many scenes of a search are footage: more would not be looked at. */
const MOST_FOUND = 500;
const PARALLEL = 24;

/** What an order means by its footage. */
export interface FoundFootage {
  readonly assets: readonly Inspected[];
  /** Scenes, by asset; null for all of them. */
  readonly scenes: ReadonlyMap<string, ReadonlySet<number>> | null;
  readonly totals: Totals;
}

/** Finds the footage of an order, and what can be known of it without reading it. */
export async function footageOf({ footage }: Pick<KeptOrder, "footage">): Promise<FoundFootage> {
  const { assetIds, scenes, found } = await wantedOf(footage);
  const rows = await inParallel(assetIds, PARALLEL, async (assetId) => ({
    assetId,
    asset: await Assets.findKept(assetId),
  }));
  const gone = rows.flatMap(({ assetId, asset }) => (asset ? [] : [assetId]));
  const there = rows.flatMap(({ asset }) => asset ?? []);
  const assets = there.flatMap((asset): Inspected[] => {
    const { technical, fingerprint, understanding } = asset;
    return technical && fingerprint && understanding?.status === "searchable"
      ? [{ ...asset, technical, fingerprint }]
      : [];
  });
  const known = new Set(assets.map(({ assetId }) => assetId));
  return {
    ...{ assets, scenes },
    totals: {
      ...{ assets: assetIds.length, searchable: assets.length, gone },
      notUnderstood: there.flatMap(({ assetId }) => (known.has(assetId) ? [] : [assetId])),
      pictures: assets.filter(({ technical }) => technical.video !== null).length,
      ...(found ? ofScenes(found.filter(({ assetId }) => known.has(assetId))) : await ofWhole(assets)),
    },
  };
}

type Amounts = Pick<Totals, "durationMs" | "words" | "quotableWords" | "found">;

const ofScenes = (found: readonly RankedScene[]): Amounts => ({
  durationMs: sum(found.map(({ lengthMs }) => lengthMs)),
  words: sum(found.map(({ words }) => words)),
  quotableWords: sum(found.map(({ words, isQuotable }) => (isQuotable ? words : 0))),
  found: found.length,
});

async function ofWhole(assets: readonly Inspected[]): Promise<Amounts> {
  const transcripts = await inParallel(assets, PARALLEL, ({ assetId }) => Derivatives.find(assetId, "transcript"));
  return {
    durationMs: sum(assets.map(({ technical }) => technical.video?.endMs ?? 0)),
    words: sum(transcripts.map((transcript) => transcript?.words ?? 0)),
    quotableWords: sum(transcripts.map((transcript) => (transcript?.quotable ? transcript.words : 0))),
    found: null,
  };
}

interface Wanted {
  readonly assetIds: readonly string[];
  readonly scenes: FoundFootage["scenes"];
  /** Of a search: what it found. */
  readonly found?: readonly RankedScene[];
}

async function wantedOf(footage: Footage): Promise<Wanted> {
  if (footage.by === "assets") return { assetIds: [...new Set(footage.assetIds)], scenes: null };
  if (footage.by === "collection") {
    const { index } = await currentIndex();
    const within = index.documents.flatMap((document) =>
      document?.asset.collections.includes(footage.collection) ? [document.assetId] : [],
    );
    return { assetIds: [...new Set(within)].sort(), scenes: null };
  }
  const ranked = await rankScenes(parseQuery(footage.query), null);
  const found = ranked.filter(({ isMatch }) => isMatch).slice(0, MOST_FOUND);
  const scenes = new Map<string, Set<number>>();
  for (const { assetId, scene } of found) scenes.set(assetId, (scenes.get(assetId) ?? new Set()).add(scene));
  return { assetIds: [...scenes.keys()].sort(), scenes, found };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
