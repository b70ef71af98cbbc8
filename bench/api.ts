import { Agent, type RequestOptions, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { provideActor } from "@videoflow/core/actor";
import { createId } from "@videoflow/core/id";
import { DEFAULT_WORKSPACE_ID } from "@videoflow/core/workspace/workspace.schema";
import type { Product } from "@videoflow/testing/product";
import { writeCopies } from "./copies.ts";
import { createEmbeddings } from "./embeddings.ts";
import { type Figure, percentile } from "./figure.ts";
import { fill, inParallel, sceneOf } from "./search/fill.ts";
import { linkTo } from "./search/link.ts";

const ASSETS = 10_000;
const SCENES_AN_ASSET = 2;
/** So many of them are asked for one by one: with their derivatives, and their runs. */
const WHOLE = 500;
const A_SECOND = 200;
const SECONDS = 20;
/** So long functions come up, read the words' index, and are compiled, before it is measured how they answer. */
const WARM_UP_SECONDS = 30;
/** So long after a change searches look again for what was written with it. */
const SETTLED_MS = 20_000;

const embeddingOf = createEmbeddings({ dimension: 512, clusters: 200, spread: 0.8 });
const WORDS = "harbour bridge crowd singer rain stage boat market tower dog child speech night train river".split(" ");
const wordsFrom = (number: number) => [0, 1, 2].map((at) => WORDS[(number * (at + 3) + at) % WORDS.length]).join(" ");

/**
 * The API under a load that does not wait for it: 200 requests a second, on a library of 10,000 assets as the pipeline leaves them, two
 * lists and two assets for each search. A time is from the moment at which a request was due.
 */
export async function measure(product: Product): Promise<Figure[]> {
  linkTo(product);
  const assetIds = Array.from({ length: ASSETS }, () => createId("ast"));
  const asked = await writeCopies(product, assetIds, WHOLE);
  await provideActor({ workspaceId: DEFAULT_WORKSPACE_ID, who: "pipeline" }, () => fillIndexes(assetIds));
  const headers = { authorization: `Bearer ${await product.token()}` };
  const agent = new Agent({ keepAlive: true });
  const { url } = product.resource("Api");
  const pathOf = (number: number) => {
    if (number % 5 === 4)
      return { kind: "search", path: `/search?limit=20&q=${encodeURIComponent(wordsFrom(number))}` };
    if (number % 2 === 0) return { kind: "list", path: "/assets?limit=50" };
    return { kind: "get", path: `/assets/${asked[(number * 7919) % asked.length]}` };
  };
  const ask = async (number: number, dueAt: number) => {
    const { kind, path } = pathOf(number);
    const status = await statusOf(url + path, { headers, agent });
    if (status !== 200) throw new Error(`${path} was answered with ${status}`);
    return { kind, ms: performance.now() - dueAt };
  };
  await sleep(SETTLED_MS);
  await load(WARM_UP_SECONDS, ask);
  const times = await load(SECONDS, ask);
  return ["list", "get", "search"].flatMap((kind) => {
    const of = times.filter((one) => one.kind === kind).map(({ ms }) => ms);
    return [
      { name: `${kind}, p50 at ${A_SECOND} requests/s`, value: percentile(of, 0.5), unit: "ms" },
      { name: `${kind}, p99 at ${A_SECOND} requests/s`, value: percentile(of, 0.99), unit: "ms", limit: { most: 50 } },
    ];
  });
}

/** Sends a request every so often, whether those before were answered or not. */
async function load<Answer>(
  seconds: number,
  ask: (number: number, dueAt: number) => Promise<Answer>,
): Promise<Answer[]> {
  const startedAt = performance.now();
  const asked: Promise<Answer>[] = [];
  for (let number = 0; number < seconds * A_SECOND; number++) {
    const dueAt = startedAt + (number * 1000) / A_SECOND;
    const early = dueAt - performance.now();
    if (early > 0) await sleep(early);
    const answer = ask(number, dueAt);
    // What fails meanwhile is told at the end, when all are waited for: it must not end this process before.
    answer.catch(() => undefined);
    asked.push(answer);
  }
  return Promise.all(asked);
}

/** Asks, and reads the answer away: `fetch` takes twice as much of the cores, which are those of the API. */
function statusOf(url: string, options: RequestOptions): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  request(url, options, (answer) =>
    answer
      .on("end", () => resolve(answer.statusCode))
      .on("error", reject)
      .resume(),
  )
    .on("error", reject)
    .end();
  return promise;
}

/** Two scenes an asset, to be found by words and by meaning. */
async function fillIndexes(assetIds: readonly string[]): Promise<void> {
  await inParallel(assetIds.length, 16, async (at) => {
    const scenes = Array.from({ length: SCENES_AN_ASSET }, (_, index) => sceneOf(wordsFrom(at + index * 31), index));
    const vectors = scenes.map((_, index) => Array.from(embeddingOf(at * SCENES_AN_ASSET + index)));
    await fill({ assetId: assetIds[at] as string, scenes, vectors });
  });
}
