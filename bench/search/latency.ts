import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@videoflow/client/client";
import { createId } from "@videoflow/core/id";
import { createEmbeddings } from "../embeddings.ts";
import { type Figure, percentile } from "../figure.ts";
import { fill, inParallel, sceneOf } from "./fill.ts";

const SCENES_AN_ASSET = 20;
const ASSETS = 5000;
const STEP = 1250;
const WORDS_A_SCENE = 25;
const VOCABULARY = 5000;
const QUERIES = 300;
/** So long after a change searches look again for what was written with it. */
const SETTLED_MS = 20_000;

const embeddingOf = createEmbeddings({ dimension: 512, clusters: 500, spread: 0.8 });

/** The same numbers every time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const random = createRandom(42);
/** Words as often as in speech: the one of rank n is 1/n as frequent as the first (Zipf). */
const word = () => `w${Math.floor(VOCABULARY ** random())}x`;
const text = (words: number) => Array.from({ length: words }, word).join(" ");

/** Searches over 100,000 scenes through the HTTP API, each with words that were not asked for before. */
export async function measureLatency(api: Client): Promise<Figure[]> {
  const builds: number[] = [];
  for (let from = 0; from < ASSETS; from += STEP) {
    const startedAt = performance.now();
    await inParallel(STEP, 12, async (at) => {
      const first = (from + at) * SCENES_AN_ASSET;
      const scenes = Array.from({ length: SCENES_AN_ASSET }, (_, index) => sceneOf(text(WORDS_A_SCENE), index));
      const vectors = scenes.map((_, index) => Array.from(embeddingOf(first + index)));
      await fill({ assetId: createId("ast"), scenes, vectors });
    });
    builds.push((performance.now() - startedAt) / 1000);
    process.stderr.write(`  ${(from + STEP) * SCENES_AN_ASSET} scenes\n`);
  }
  const ask = async () => {
    const startedAt = performance.now();
    await api.searchMoments({ q: text(3), limit: 20 });
    return performance.now() - startedAt;
  };
  const cold = await ask();
  const after = await timesOf(50, ask);
  await sleep(SETTLED_MS);
  await timesOf(20, ask);
  const times = await timesOf(QUERIES, ask);
  const scenes = ASSETS * SCENES_AN_ASSET;
  const [firstQuarter = 1, lastQuarter = 0] = [builds[0], builds.at(-1)];
  return [
    { name: `search over ${scenes} scenes, p50`, value: percentile(times, 0.5), unit: "ms", limit: { most: 30 } },
    { name: `search over ${scenes} scenes, p99`, value: percentile(times, 0.99), unit: "ms", limit: { most: 80 } },
    { name: "right after all of it was written, p50", value: percentile(after, 0.5), unit: "ms" },
    { name: "first search of a process, which reads the index", value: cold / 1000, unit: "s" },
    {
      name: "index build, last quarter to first",
      value: lastQuarter / firstQuarter,
      unit: "x",
      limit: { most: 1.25 },
      detail: builds.map((seconds) => `${seconds.toFixed(0)} s`).join(", "),
    },
  ];
}

async function timesOf(count: number, ask: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  while (times.length < count) times.push(await ask());
  return times;
}
