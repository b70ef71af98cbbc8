import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type AttributeValue, BatchWriteItemCommand, DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { makeClip } from "@videoflow/testing/clip";
import { Product, type Ready } from "@videoflow/testing/product";
import { afterAll, beforeAll, expect, it } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-rebuild-"));
const product = new Product("e2e");
let ready: Ready;
let table: { client: DynamoDBClient; TableName: string };

beforeAll(async () => {
  ready = await product.start("--no-web");
  table = { client: new DynamoDBClient(product.clientConfig), TableName: product.resource("Main").name ?? "" };
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
/** What was counted of runs is counted again, or begins anew: when, is of no account. */
const STATISTICS = ["tally", "usual", "counted", "spend", "throttle"];
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
 * What a rebuild brings back: all but callbacks, which are over with their jobs, operators, who are in no bucket, statistics, and the
 * times of rows of the search index, by
 * which those who hold the index in memory learn that they were written.
 */
const lasting = (items: readonly Item[]) =>
  items
    .filter((item) => !["callback", "operator", ...STATISTICS].some((entity) => isOf(entity)(item)))
    .map((item) => {
      if (!isOf("segment")(item) && !isOf("searchIndex")(item)) return item;
      const { createdAt, updatedAt, changedAt, gsi2sk, ...rest } = item;
      return rest;
    });

it("brings a library of real footage back when everything in the table is lost", async () => {
  const clip = await makeClip(folder, 1);
  const text = path.join(folder, "notes.mp4");
  writeFileSync(text, "this is not a film");
  await product.run("ingest", clip, await makeClip(folder, 2), text, "--wait", "--json");
  await product.run("ingest", clip, "--again", "--wait", "--json");
  await product.run("judge", "openai-compatible", "--model", "llama3.2", "--url", "http://127.0.0.1:11434/v1");
  const api = product.api(ready);
  const { items: runs } = await api.listRuns({ limit: 100 });
  await quiet(runs.map(({ runId }) => runId));
  const before = await dump();
  for (const entity of ["asset", "claim", "derivative", "run", "attempt", "setting", "segment"]) {
    expect(before.filter(isOf(entity)).length, entity).toBeGreaterThan(0);
  }
  const assets = await api.listAssets({ limit: 100 });

  await lose(before);
  expect((await api.listAssets({})).items).toEqual([]);
  const { code, stdout } = await product.run("rebuild", "--json");
  expect(code).toBe(0);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ status: "succeeded", restored: 4, unchanged: 0, kept: 0, removed: 0, resumed: 0 });

  expect(result.runs).toBe(before.filter(isOf("run")).length);
  const after = (await dump()).filter((item) => item.runId?.S !== result.runId);
  expect(lasting(after)).toEqual(lasting(before));
  const withoutUrls = ({ items }: typeof assets) => items.map(({ posterUrl: _, thumbnailUrl: __, ...asset }) => asset);
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
