import { readFileSync } from "node:fs";
import type { Client } from "@videoflow/client/client";
import { createId } from "@videoflow/core/id";
import type { Figure } from "../figure.ts";
import { fill, inParallel, sceneOf } from "./fill.ts";

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));

/** Rank of the right scene by both together, by words alone and by meaning alone; undefined where it is not found. */
interface Ranks {
  readonly both: number | undefined;
  readonly words: number | undefined;
  readonly meaning: number | undefined;
}

/**
 * How well the right moment is found among 60: by queries that share no content word with it (quality.json), and by a
 * mixed set of these, of queries in its own words (exact.json), and of names and numbers that alone tell it (names.json).
 */
export async function measureQuality(api: Client): Promise<Figure[]> {
  const meant = read("quality.json") as [description: string, query: string][];
  const named = read("names.json") as typeof meant;
  const pairs = [...meant, ...named];
  const exact = read("exact.json") as [query: string, scene: number][];
  const { embed } = await import("@videoflow/core/search/embedding");
  const SearchIndexes = await import("@videoflow/core/search/search-index");
  const { model } = await SearchIndexes.serving();
  const ids = pairs.map(() => createId("ast"));
  await inParallel(pairs.length, 8, async (at) => {
    const [text] = pairs[at] as [string, string];
    await fill({ assetId: ids[at] as string, scenes: [sceneOf(text)], vectors: await embed([text], model) });
  });
  const ranksOf = async (query: string, assetId: string | undefined): Promise<Ranks> => {
    const { items } = await api.searchMoments({ q: query, limit: 100 });
    const found = items.find((item) => item.assetId === assetId);
    const both = found && items.indexOf(found) + 1;
    return { both, words: found?.why.words?.rank, meaning: found?.why.meaning?.rank };
  };
  const mixed: Ranks[] = [];
  for (const [at, [, query]] of pairs.entries()) mixed.push(await ranksOf(query, ids[at]));
  const paraphrased = mixed.slice(0, meant.length);
  for (const [query, scene] of exact) mixed.push(await ranksOf(query, ids[scene]));
  const matches = await matchesOf(meant, ids);
  const set = `${meant.length} queries without a shared word`;
  const [words, meaning] = [reciprocal(mixed, "words"), reciprocal(mixed, "meaning")];
  return [
    { name: `${set}, found first`, value: recall(paraphrased, 1), unit: "of 1", limit: { least: 0.85 } },
    { name: `${set}, among five`, value: recall(paraphrased, 5), unit: "of 1", limit: { least: 0.98 } },
    { name: `${set}, taken for a match`, value: matches.right, unit: "of 1", limit: { least: 0.5 } },
    { name: `${set}, wrong matches a query`, value: matches.wrong, unit: "scenes", limit: { most: 0.3 } },
    {
      name: `mixed set of ${mixed.length}, mean reciprocal rank`,
      value: reciprocal(mixed, "both"),
      unit: "of 1",
      limit: { least: Math.max(words, meaning) },
      detail: `words alone ${words.toFixed(3)}, meaning alone ${meaning.toFixed(3)}`,
    },
  ];
}

/** What the crew takes for footage of a query (`NEAR` of rank-scenes.ts decides): the share of right scenes, and how many wrong ones a query. */
async function matchesOf(pairs: readonly (readonly [description: string, query: string])[], ids: readonly string[]) {
  const { rankScenes } = await import("@videoflow/core/search/rank-scenes");
  const { plainQuery } = await import("@videoflow/core/search/query");
  let [right, wrong] = [0, 0];
  for (const [at, [, query]] of pairs.entries()) {
    const matches = (await rankScenes(plainQuery(query), new Set(ids))).filter(({ isMatch }) => isMatch);
    const found = matches.filter(({ assetId }) => assetId === ids[at]).length;
    right += found;
    wrong += matches.length - found;
  }
  return { right: right / pairs.length, wrong: wrong / pairs.length };
}

const recall = (ranks: readonly Ranks[], within: number) =>
  ranks.filter(({ both = Number.POSITIVE_INFINITY }) => both <= within).length / ranks.length;

const reciprocal = (ranks: readonly Ranks[], by: keyof Ranks) =>
  ranks.reduce((sum, of) => sum + 1 / (of[by] ?? Number.POSITIVE_INFINITY), 0) / ranks.length;
