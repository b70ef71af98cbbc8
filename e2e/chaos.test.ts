import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { MediaConvertClient, paginateListJobs } from "@aws-sdk/client-mediaconvert";
import { paginateGetExecutionHistory, paginateListExecutions, SFNClient } from "@aws-sdk/client-sfn";
import { paginateListTranscriptionJobs, TranscribeClient } from "@aws-sdk/client-transcribe";
import { makeClip } from "@videoflow/testing/clip";
import { Product, type Ready } from "@videoflow/testing/product";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";

const KILLS = 20;
/** Lives that a clip has before the next one arrives: more of them at once would only wait for each other. */
const LIVES = 4;
/** One that is left alone, to see how long that takes here, and one at the beginning of every fourth life. */
const CLIPS = 1 + KILLS / LIVES;
/** Kills come at any moment of so much of that time after a start, so that work is done in some lives and cut off in all. */
const LONGEST_LIFE = 0.5;
/** One for each clip that has a sidecar: the others are listened to by a machine. */
const TOLD = ["lighthouse", "orchard", "violin"];

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-chaos-"));
let product: Product;
beforeAll(async () => {
  for (let index = 0; index < CLIPS; index++) await makeClip(folder, index);
  for (const [index, word] of TOLD.entries())
    writeFileSync(
      path.join(folder, `clip-${2 * index}.srt`),
      `1\n00:00:00,200 --> 00:00:01,800\nHere is the ${word}.\n`,
    );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// A second try begins with nothing.
beforeEach(() => {
  product = new Product("e2e");
});
afterEach(() => product.stop());

it(`makes ${CLIPS} clips searchable, each step done once, though the process is killed ${KILLS} times at random`, async () => {
  const random = seeded(20261120);
  const kills: number[] = [];
  /** Workflows that had work to do when a kill came. */
  const struck = new Set<string>();
  const assetIds: string[] = [];
  const ingest = async (...options: string[]) => {
    const [result] = await product.ask("ingest", path.join(folder, `clip-${assetIds.length}.mp4`), ...options);
    assetIds.push(String(result?.assetId));
  };
  let ready: Ready = await product.start("--no-web");
  const startedAt = performance.now();
  await ingest("--wait");
  const longestLifeMs = LONGEST_LIFE * (performance.now() - startedAt);
  for (let life = 0; life < KILLS; life++) {
    if (life % LIVES === 0) await ingest();
    const lifeMs = Math.floor(random() * longestLifeMs);
    kills.push(lifeMs);
    await new Promise((resolve) => setTimeout(resolve, lifeMs));
    for (const { workflow, status } of (await product.api(ready).listRuns({ limit: 100 })).items)
      if (status === "running") struck.add(workflow);
    await product.kill();
    ready = await product.start("--no-web");
  }
  await allSettled(ready, assetIds);

  const api = product.api(ready);
  const assets = await Promise.all(assetIds.map((assetId) => api.getAsset({ assetId })));
  expect(
    assets.map(({ status, reason, understanding }) => ({ status, reason, understanding })),
    `killed after ${kills} ms`,
  ).toEqual(
    assets.map(({ understanding }) => ({
      ...{ status: "ready", reason: undefined },
      understanding: { status: "searchable", runId: understanding?.runId },
    })),
  );
  expect([...struck].sort(), `killed after ${kills} ms`).toEqual(["Ingest", "Understand"]);
  await expectStepsDoneOnce(ready, assetIds);
  await expectStatesEnteredOnce();
  await expectJobsOrderedOnce();
  await expectMomentsFoundOnce(ready, assets);
}, 1_200_000);

async function allSettled(ready: Ready, assetIds: string[]): Promise<void> {
  const api = product.api(ready);
  const giveUpAt = Date.now() + 480_000;
  for (;;) {
    const assets = await Promise.all(assetIds.map((assetId) => api.getAsset({ assetId })));
    const hasEnded = ({ status, understanding }: (typeof assets)[number]) =>
      status === "failed" || status === "rejected" || (understanding && understanding.status !== "running");
    // A run ends a moment after its asset has come to what it is then.
    const { items: running } = await api.listRuns({ status: "running", limit: 100 });
    if (assets.every(hasEnded) && running.length === 0) return;
    if (Date.now() > giveUpAt)
      throw new Error(
        `Not settled: ${JSON.stringify({ running, assets: assets.map(({ assetId, status, progress }) => ({ assetId, status, progress })) })}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Each asset has one run of each workflow, and in each run every step has succeeded in one attempt and no more. */
async function expectStepsDoneOnce(ready: Ready, assetIds: readonly string[]): Promise<void> {
  const api = product.api(ready);
  const { items } = await api.listRuns({ limit: 100 });
  for (const assetId of assetIds) {
    const runs = items.filter((run) => run.assetId === assetId);
    expect(runs.map(({ workflow, status }) => `${workflow} ${status}`).sort()).toEqual([
      "Ingest succeeded",
      "Understand succeeded",
    ]);
    for (const { runId, workflow } of runs) {
      const { steps } = await api.getRun({ runId });
      const succeeded = steps.map(({ name, attempts }) => [
        name,
        attempts.filter(({ status }) => status === "succeeded").length,
      ]);
      expect(succeeded, `${workflow} of ${assetId}`).toEqual(steps.map(({ name }) => [name, 1]));
    }
  }
}

/** Every execution has succeeded, and in its history every state was entered once and left once. */
async function expectStatesEnteredOnce(): Promise<void> {
  const client = new SFNClient(product.clientConfig);
  for (const workflow of ["Ingest", "Derive", "Understand"]) {
    const executions = [];
    for await (const page of paginateListExecutions({ client }, { stateMachineArn: product.resource(workflow).arn }))
      executions.push(...(page.executions ?? []));
    expect(executions.map(({ status }) => status)).toEqual(Array(CLIPS).fill("SUCCEEDED"));
    for (const { executionArn } of executions) {
      const entered: string[] = [];
      const left: string[] = [];
      for await (const page of paginateGetExecutionHistory({ client }, { executionArn })) {
        for (const { stateEnteredEventDetails, stateExitedEventDetails } of page.events ?? []) {
          if (stateEnteredEventDetails?.name) entered.push(stateEnteredEventDetails.name);
          if (stateExitedEventDetails?.name) left.push(stateExitedEventDetails.name);
        }
      }
      expect(new Set(entered).size, `${workflow}: ${entered}`).toBe(entered.length);
      expect(left.sort(), `${workflow}: ${left}`).toEqual(entered.sort());
    }
  }
}

/** One transcode a clip, and one recognition for each that brought no words of its own; none failed or was ordered again. */
async function expectJobsOrderedOnce(): Promise<void> {
  const transcodes: unknown[] = [];
  for await (const { Jobs = [] } of paginateListJobs({ client: new MediaConvertClient(product.clientConfig) }, {}))
    transcodes.push(...Jobs.map(({ Status }) => Status));
  expect(transcodes).toEqual(Array(CLIPS).fill("COMPLETE"));
  const heard: unknown[] = [];
  const pages = paginateListTranscriptionJobs({ client: new TranscribeClient(product.clientConfig) }, {});
  for await (const { TranscriptionJobSummaries = [] } of pages)
    heard.push(...TranscriptionJobSummaries.map(({ TranscriptionJobStatus }) => TranscriptionJobStatus));
  expect(heard).toEqual(Array(CLIPS - TOLD.length).fill("COMPLETED"));
}

type Asset = Awaited<ReturnType<ReturnType<Product["api"]>["getAsset"]>>;

/** By what filters leave, by words and by meaning: every scene of every clip is there, and none twice. */
async function expectMomentsFoundOnce(ready: Ready, assets: readonly Asset[]): Promise<void> {
  const api = product.api(ready);
  const scenes = assets.flatMap(({ assetId, derivatives }) => {
    const found = derivatives.find(({ kind }) => kind === "scenes");
    return Array.from({ length: found?.kind === "scenes" ? found.count : 0 }, (_, scene) => `${assetId} ${scene}`);
  });
  expect(new Set(scenes.map((scene) => scene.split(" ")[0])).size).toBe(CLIPS);
  for (const q of ["", "somebody shows something"]) {
    const { items, total } = await api.searchMoments({ q, limit: 100 });
    expect(items.map(({ assetId, scene }) => `${assetId} ${scene}`).sort()).toEqual(scenes.toSorted());
    expect(total).toBe(scenes.length);
  }
  for (const [index, word] of TOLD.entries()) {
    const { items } = await api.searchMoments({ q: `"${word}"` });
    expect(items.map(({ assetId }) => assetId)).toEqual([assets[2 * index]?.assetId]);
  }
}

/** The same kills every time, as shares of the longest life, so that a failure can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
