import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type AttributeValue, BatchWriteItemCommand, DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeClip } from "./footage.ts";
import { Product, type Ready } from "./product.ts";

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-rebuild-"));
const product = new Product();
let ready: Ready;
let table: { client: DynamoDBClient; TableName: string };

beforeAll(async () => {
  ready = await product.start("--no-web");
  const { stdout } = await product.run("shell", "--", "env");
  const variable = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(stdout)?.[1] ?? "";
  const client = new DynamoDBClient({
    endpoint: ready.endpoint,
    region: variable("AWS_REGION"),
    credentials: { accessKeyId: variable("AWS_ACCESS_KEY_ID"), secretAccessKey: variable("AWS_SECRET_ACCESS_KEY") },
  });
  table = { client, TableName: JSON.parse(variable("SST_RESOURCE_Main")).name };
});
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Item = Record<string, AttributeValue>;

async function dump(): Promise<Item[]> {
  const items: Item[] = [];
  const { client, TableName } = table;
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    items.push(...Items);
  return items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`;
const isOf = (entity: string) => (item: Item) => item.__edb_e__?.S === entity;

async function lose(items: readonly Item[]): Promise<void> {
  const { client, TableName } = table;
  for (let start = 0; start < items.length; start += 25) {
    const requests = items
      .slice(start, start + 25)
      .map(({ pk, sk }) => ({ DeleteRequest: { Key: { ...(pk && { pk }), ...(sk && { sk }) } } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
  }
}

/**
 * What a rebuild does not bring back: callbacks, which are over with their jobs.
 */
const lasting = (items: readonly Item[]) => items.filter((item) => !isOf("callback")(item));

it("brings a library of real footage back when everything in the table is lost", async () => {
  const clip = await makeClip(folder, 1);
  const text = path.join(folder, "notes.mp4");
  writeFileSync(text, "this is not a film");
  await product.run("ingest", clip, await makeClip(folder, 2), text, "--wait", "--json");
  await product.run("ingest", clip, "--wait", "--json");
  await product.run("judge", "openai-compatible", "--model", "llama3.2", "--url", "http://127.0.0.1:11434/v1");
  const api = product.api(ready);
  const { items: runs } = await api.listRuns({ limit: 100 });
  await quiet(runs.map(({ runId }) => runId));
  const before = await dump();
  for (const entity of ["asset", "claim", "derivative", "run", "attempt", "setting"]) {
    expect(before.filter(isOf(entity)).length, entity).toBeGreaterThan(0);
  }
  const assets = await api.listAssets({ limit: 100 });

  await lose(before);
  expect((await api.listAssets({})).items).toEqual([]);
  const { code, stdout } = await product.run("rebuild", "--json");
  expect(code).toBe(0);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ status: "succeeded", restored: 4, unchanged: 0, kept: 0, removed: 0, resumed: 0 });

  const after = (await dump()).filter((item) => item.runId?.S !== result.runId);
  expect(after).toEqual(lasting(before));
  const withoutUrls = ({ items }: typeof assets) => items.map(({ posterUrl: _, ...asset }) => asset);
  expect(withoutUrls(await api.listAssets({ limit: 100 }))).toEqual(withoutUrls(assets));

  const again = JSON.parse((await product.run("rebuild", "--json")).stdout);
  expect(again).toMatchObject({ status: "succeeded", restored: 0, unchanged: 4, runs: 0 });
  expect(await api.getRun({ runId: again.runId })).toMatchObject({ batches: { done: 1, total: 1 } });
});

/** The last step of a run is noted as ended, and its history written, just after it said that all is done. */
async function quiet(runIds: readonly string[]): Promise<void> {
  for (const runId of runIds) {
    const api = product.api(ready);
    let run = await api.getRun({ runId });
    while (run.steps.some(({ status }) => status === "running")) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      run = await api.getRun({ runId });
    }
  }
}
