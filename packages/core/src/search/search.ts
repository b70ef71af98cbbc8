import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { currentIndex } from "./cached-index.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { admission } from "./filter.ts";
import { type Found, fuse } from "./fuse.ts";
import type { Document, IndexKeeper } from "./memory-index.ts";
import { momentOf } from "./moment.ts";
import { type Meaning, meaningOfScene, meaningOfText, nearest } from "./near.ts";
import { parseQuery, type TextQuery } from "./query.ts";
import { numbersOf } from "./rank-scenes.ts";
import { rankByWords, requirement } from "./rank-words.ts";
import { LikeQuery, type SearchFilter, type SearchPage, SearchQuery } from "./search.schema.ts";
import type { NearScene } from "./vectors.ts";

/** Finds moments by words and meaning together. Without words it lists what the filter leaves, newest first. */
export const search = fn(SearchQuery, async ({ q, cursor, limit, ...filter }): Promise<SearchPage> => {
  const startedAt = performance.now();
  const query = parseQuery(q);
  if (q.trim() !== "" && query.meaning === "" && query.excluded.length === 0) {
    throw new AppError("invalid", `There is no word in “${q}” to search for`);
  }
  const { keeper, admits, byWords, near } = await rank(
    query,
    filter,
    query.meaning ? meaningOfText(query.meaning) : null,
  );
  const found = query.meaning ? fuse(byWords, numbersOf(keeper, near, admits)) : newestFirst(keeper, admits);
  return pageOf({ keeper, query, near, found, cursor, limit, startedAt });
});

/** Finds moments whose meaning is like that of a given one, which is not among them. */
export const like = fn(LikeQuery, async ({ like: assetId, scene, cursor, limit, ...filter }): Promise<SearchPage> => {
  const startedAt = performance.now();
  const query = parseQuery("");
  const { keeper, admits, byWords, near } = await rank(query, filter, meaningOfScene(assetId, scene));
  const self = keeper.find(assetId, scene);
  const found = fuse(
    byWords,
    numbersOf(keeper, near, (number) => number !== self && admits(number)),
  );
  return pageOf({ keeper, query, near, found, cursor, limit, startedAt });
});

/** The two rankings: the index of vectors is asked, and looks while the words are ranked here. */
async function rank(query: TextQuery, filter: SearchFilter, asked: Promise<Meaning> | null) {
  const [keeper, meaning] = await Promise.all([currentIndex(), asked]);
  const admits = admitted(keeper, filter, query);
  const [near, byWords] = await Promise.all([
    meaning ? nearest(meaning, filter) : [],
    // Not before the question is on its way: it takes this thread for milliseconds.
    nextTurn().then(() => rankByWords(keeper.index, query, admits)),
  ]);
  return { keeper, admits, byWords, near };
}

function admitted({ index }: IndexKeeper, filter: SearchFilter, query: TextQuery): (number: number) => boolean {
  const passes = admission(filter);
  const must = requirement(index, query);
  return (number) => must(number) && passes(index.documents[number] as Document);
}

/** Assets by age, of each its scenes in their order. */
function newestFirst({ index }: IndexKeeper, admits: (number: number) => boolean): Found {
  const document = (number: number) => index.documents[number] as Document;
  const ofAsset = Map.groupBy([...index.documents.keys()].filter(admits), (number) => document(number).assetId);
  const created = ([, [first = 0]]: readonly [string, readonly number[]]) => document(first).asset.createdAt;
  const assets = [...ofAsset].sort((a, b) => (created(a) < created(b) ? 1 : -1));
  const numbers = Int32Array.from(
    assets.flatMap(([, scenes]) => scenes.sort((a, b) => document(a).scene - document(b).scene)),
  );
  return {
    numbers,
    at: (place) => ({ number: numbers[place] as number, score: 0, wordRank: null, meaningRank: null }),
  };
}

interface Searched {
  readonly keeper: IndexKeeper;
  readonly query: TextQuery;
  readonly near: readonly NearScene[];
  readonly found: Found;
  readonly cursor: string | undefined;
  readonly limit: number;
  readonly startedAt: number;
}

async function pageOf({ keeper, query, near, found, cursor, limit, startedAt }: Searched): Promise<SearchPage> {
  const from = cursor ? decodeCursor(cursor) : 0;
  const total = found.numbers.length;
  const distances = new Map(near.map(({ assetId, scene, distance }) => [`${assetId} ${scene}`, distance]));
  const terms = new Set([...query.terms, ...query.phrases.flat()]);
  const next = from + limit;
  const shown = Array.from({ length: Math.max(0, Math.min(total, next) - from) }, (_, at) => found.at(from + at));
  const items = await Promise.all(
    shown.map((one) => momentOf(keeper.index.documents[one.number] as Document, one, terms, distances)),
  );
  return {
    items,
    cursor: next < total ? encodeCursor(next) : null,
    total,
    facets: keeper.index.facets.of(found.numbers),
    tookMs: Math.round(performance.now() - startedAt),
  };
}
