import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { DeleteVectorsCommand, paginateListVectors, S3VectorsClient } from "@aws-sdk/client-s3vectors";
import { afterAll, expect, it } from "vitest";
import { provideActor } from "../actor.ts";
import { anotherIndex, NEW, OLD } from "../search/another-index-testing.ts";
import { assetWith, scenesOf } from "../search/testing.ts";
import { startTestStage } from "../testing.ts";
import { DEFAULT_WORKSPACE_ID } from "../workspace/workspace.schema.ts";

const directory = mkdtempSync(path.join(tmpdir(), "videoflow-reembed-"));
let stage = await startTestStage({ whole: anotherIndex, directory });
afterAll(async () => {
  await stage.stop();
  rmSync(directory, { recursive: true, force: true });
});
const { Resource } = await import("sst");
const Keys = await import("../access/keys.ts");
const { indexScenes } = await import("../search/index-scenes.ts");
const { indexWords } = await import("../search/index-words.ts");

const vectors = Resource.Vectors as { index: string; bucket: string };

const asOperator = <Result>(run: () => Promise<Result>) =>
  provideActor({ workspaceId: DEFAULT_WORKSPACE_ID, who: "operator" }, run);

const { secret } = await asOperator(() => Keys.make({ name: "test", role: "admin" }));

async function api<Body>(path: string, method = "GET"): Promise<{ status: number; body: Body }> {
  const headers = { authorization: `Bearer ${secret}` };
  const answer = await fetch(`${stage.endpoint}/_aws/execute-api/apiapi${path}`, { method, headers });
  return { status: answer.status, body: (await answer.json()) as Body };
}

interface RunBody {
  readonly status: string;
  readonly reason?: { message: string };
  readonly reembedded?: object;
  readonly batches?: { done: number; total: number };
}
const run = async (runId: string) => (await api<RunBody>(`/runs/${runId}`)).body;

async function ended(runId: string): Promise<RunBody> {
  for (;;) {
    const found = await run(runId);
    if (found.status !== "running") return found;
    await wait(100);
  }
}

const THINGS = ["dog", "train", "violin", "volcano", "ferry", "wedding", "skateboard", "lecture"];
const PLACES = ["on a beach", "at night", "in the rain", "from above"];

/** Texts of which every two are told apart. */
const texts = PLACES.flatMap((place) => THINGS.map((thing) => `A ${thing} ${place}.`));

/** Searches for a scene by its own text. Its asset has to come first, by its meaning. */
async function search(at: number, assetIds: readonly string[]): Promise<void> {
  const text = texts[at % texts.length] ?? "";
  const { status, body } = await api<{ items: { assetId: string; why: { meaning?: { rank: number } } }[] }>(
    `/search?limit=3&q=${encodeURIComponent(text)}`,
  );
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.items[0], text).toMatchObject({
    assetId: assetIds[at % texts.length],
    why: { meaning: { rank: 1 } },
  });
}

async function keysOf(indexName: string): Promise<string[]> {
  const client = new S3VectorsClient(stage.clientConfig);
  const keys: string[] = [];
  for await (const page of paginateListVectors({ client }, { vectorBucketName: vectors.bucket, indexName }))
    keys.push(...(page.vectors ?? []).map(({ key = "" }) => key));
  return keys.sort();
}

it("a stage that was kept from before another index is re-embedded, searched all the while, and killed in between", async () => {
  vectors.index = OLD;
  const assetIds = await asOperator(async () => {
    const ids: string[] = [];
    for (const text of texts) {
      const asset = await assetWith(scenesOf(text, "Nothing is to be seen."));
      await indexScenes(asset, false);
      await indexWords(asset, false);
      ids.push(asset.assetId);
    }
    return ids;
  });
  expect(await keysOf(NEW)).toEqual([]);
  const { body: before } = await api<object>("/reembed");
  expect(before).toMatchObject({
    current: { index: OLD },
    isDue: true,
    advice: expect.stringMatching(/\.\/videoflow reembed$/),
  });

  const { status, body } = await api<{ runId: string }>("/reembed", "POST");
  expect(status).toBe(202);
  const { runId } = body;
  const second = await api("/reembed", "POST");
  expect(second).toMatchObject({
    status: 409,
    body: { message: expect.stringMatching(`Run ${runId} is re-embedding`) },
  });

  let searches = 0;
  while (((await run(runId)).batches?.done ?? 0) < 1) await search(searches++, assetIds);
  stage.kill();
  stage = await startTestStage({ whole: anotherIndex, directory });
  while ((await run(runId)).status === "running") await search(searches++, assetIds);
  expect(searches).toBeGreaterThan(3);

  const reembedded = { index: NEW, assets: texts.length, scenes: 2 * texts.length };
  expect(await ended(runId)).toMatchObject({ status: "succeeded", reembedded, batches: { done: 8, total: 8 } });
  expect(await api("/reembed")).toMatchObject({ body: { current: { index: NEW }, isDue: false } });
  const keys = await keysOf(OLD);
  expect(await keysOf(NEW)).toEqual(keys);
  // Nothing asks the old index any more.
  const place = { vectorBucketName: vectors.bucket, indexName: OLD };
  await new S3VectorsClient(stage.clientConfig).send(new DeleteVectorsCommand({ ...place, keys }));
  for (let at = 0; at < texts.length; at += 5) await search(at, assetIds);
  expect(await api("/reembed", "POST")).toMatchObject({
    status: 409,
    body: { message: expect.stringMatching("nothing to do") },
  });
}, 180_000);
