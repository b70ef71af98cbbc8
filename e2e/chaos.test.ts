import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { paginateGetExecutionHistory, paginateListExecutions, SFNClient } from "@aws-sdk/client-sfn";
import { makeClip } from "@videoflow/testing/clip";
import { Product, type Ready } from "@videoflow/testing/product";
import { afterAll, beforeAll, expect, it } from "vitest";

const RUNS = 20;
/** Kills come at any moment of this time after a start: from its first requests to well into the transcodes. */
const LONGEST_LIFE_MS = 1500;

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-chaos-"));
const product = new Product("e2e");
beforeAll(async () => {
  for (let index = 0; index < RUNS; index++) await makeClip(folder, index);
});
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

it(`ends ${RUNS} runs right, each once, though the process is killed at a random moment of each`, async () => {
  const random = seeded(20261120);
  const kills: number[] = [];
  let ready: Ready = await product.start("--no-web");
  const acknowledged: string[] = [];
  for (let index = 0; index < RUNS; index++) {
    const { stdout } = await product.run("ingest", path.join(folder, `clip-${index}.mp4`), "--json");
    acknowledged.push(JSON.parse(stdout).assetId);
    const lifeMs = Math.floor(random() * LONGEST_LIFE_MS);
    kills.push(lifeMs);
    await new Promise((resolve) => setTimeout(resolve, lifeMs));
    await product.kill();
    ready = await product.start("--no-web");
  }
  await allSettled(ready, acknowledged);

  const api = product.api(ready);
  const assets = await Promise.all(acknowledged.map((assetId) => api.getAsset({ assetId })));
  expect(
    assets.map(({ status, reason }) => ({ status, reason })),
    `killed after ${kills} ms`,
  ).toEqual(assets.map(() => ({ status: "ready", reason: undefined })));
  const complete = ["audio", "frames", "poster", "proxy", "storyboard", "waveform"];
  for (const { derivatives } of assets) expect(derivatives.map(({ kind }) => kind).sort()).toEqual(complete);
  for (const { assetId } of assets) {
    const { items } = await api.listRuns({ limit: 100 });
    expect(items.filter((run) => run.assetId === assetId)).toHaveLength(1);
  }
  await expectStatesEndedOnce(ready);
}, 600_000);

async function allSettled(ready: Ready, assetIds: string[]): Promise<void> {
  const api = product.api(ready);
  const giveUpAt = Date.now() + 240_000;
  for (;;) {
    const assets = await Promise.all(assetIds.map((assetId) => api.getAsset({ assetId })));
    if (assets.every(({ status }) => ["ready", "failed", "rejected"].includes(status))) return;
    if (Date.now() > giveUpAt)
      throw new Error(
        `Not settled: ${JSON.stringify(assets.map(({ assetId, status, progress }) => ({ assetId, status, progress })))}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Every execution has succeeded, and in its history every state that was entered was left exactly once. */
async function expectStatesEndedOnce(ready: Ready): Promise<void> {
  const { stdout } = await product.run("shell", "--", "env");
  const variable = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(stdout)?.[1] ?? "";
  const client = new SFNClient({
    endpoint: ready.endpoint,
    region: variable("AWS_REGION"),
    credentials: { accessKeyId: variable("AWS_ACCESS_KEY_ID"), secretAccessKey: variable("AWS_SECRET_ACCESS_KEY") },
  });
  for (const workflow of ["Ingest", "Derive"]) {
    const { arn } = JSON.parse(variable(`SST_RESOURCE_${workflow}`)) as { arn: string };
    const executions = [];
    for await (const page of paginateListExecutions({ client }, { stateMachineArn: arn }))
      executions.push(...(page.executions ?? []));
    expect(executions.map(({ status }) => status)).toEqual(Array(RUNS).fill("SUCCEEDED"));
    for (const { executionArn } of executions) {
      const left: string[] = [];
      for await (const page of paginateGetExecutionHistory({ client }, { executionArn })) {
        for (const { stateExitedEventDetails } of page.events ?? [])
          if (stateExitedEventDetails?.name) left.push(stateExitedEventDetails.name);
      }
      expect(new Set(left).size, `${workflow}: ${left}`).toBe(left.length);
    }
  }
}

/** The same kills every time, so that a failure can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
