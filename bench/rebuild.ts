import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from "@aws-sdk/client-cloudwatch-logs";
import { BatchWriteItemCommand, DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { Product } from "@videoflow/testing/product";
import { cpuSeconds } from "./cpu.ts";
import { createEmbeddings } from "./embeddings.ts";
import type { Figure } from "./figure.ts";
import { ingestOne } from "./ingest-one.ts";
import { memoryMb, watchMemory } from "./memory.ts";

const SIZES = [250, 500, 1000];
const SCENES = 20;
const WORDS = 40;
/** Frames and other files of an asset, which a listing has to pass. */
const OTHER_FILES = 8;
const PARALLEL = 32;

/** Assets that are in the buckets only, as copies of one that the product made, each of twenty scenes. */
export async function measure(product: Product): Promise<Figure[]> {
  const library = await createLibrary(product);
  const { pid } = product.running;
  const figures: Figure[] = [];
  let made = 0;
  for (const size of SIZES) {
    await library.add(made, size);
    made = size;
    const rows = await library.loseTable();
    const before = memoryMb(pid);
    const memory = watchMemory(pid);
    const cpu = cpuSeconds(pid);
    const since = Date.now();
    const [result] = await product.ask("rebuild");
    const seconds = (Date.now() - since) / 1000;
    const cpuUsed = cpuSeconds(pid) - cpu;
    const peak = memory.stop();
    const worker = await workerMemory(product, since);
    if (result?.restored !== size) throw new Error(`${JSON.stringify(result)} is not ${size} assets restored`);
    figures.push(
      {
        ...{ name: `rebuild of ${size} assets`, value: seconds, unit: "s" },
        ...(size === 1000 && { limit: { most: 60 } }),
        detail: `${cpuUsed.toFixed(1)} s of processor time, cloud and workers; ${rows} rows were lost before`,
      },
      {
        ...{ name: `memory that the cloud's process takes for it, ${size} assets`, value: peak - before, unit: "MB" },
        limit: { most: 120 },
        detail: `before ${before.toFixed(0)}, at most ${peak.toFixed(0)}, after ${memoryMb(pid).toFixed(0)} MB`,
      },
      { name: `memory of a worker that restores, ${size} assets`, value: worker, unit: "MB" },
    );
  }
  return figures;
}

async function createLibrary(product: Product) {
  const s3 = new S3Client(product.clientConfig);
  const table = new DynamoDBClient(product.clientConfig);
  const [Input, Media] = [product.resource("Input").name ?? "", product.resource("Media").name ?? ""];
  const TableName = product.resource("Main").name ?? "";
  const model = await ingestOne(product);
  // What is put in from here on is no news: it was all worked on before.
  await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: Input, NotificationConfiguration: {} }));
  const folder = `${model.workspaceId}/${model.assetId}/`;
  const read = async (name: string) =>
    JSON.parse(
      (await (await s3.send(new GetObjectCommand({ Bucket: Media, Key: folder + name }))).Body?.transformToString()) ??
        "",
    );
  const manifest = await read("manifest.json");
  const runs = await Promise.all((await runsIn(s3, Media, folder)).map((key) => read(key.slice(folder.length))));
  const { model: embedder } = await read("embeddings.json");
  const [scene] = (await read("scenes.json")).scenes;
  const embeddingOf = createEmbeddings({ dimension: embedder.dimensions, clusters: 50, spread: 0.8 });
  const put = (Bucket: string, Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));

  const addOne = async (number: number): Promise<void> => {
    const assetId = idOf("ast", number);
    const original = `original ${number}`;
    const copy = (document: object) =>
      JSON.stringify(document)
        .replaceAll(model.assetId, assetId)
        .replaceAll(model.assetId.replace("ast", "run"), idOf("run", number))
        .replaceAll(model.runId, idOf("run", 1_000_000 + number));
    const asset = { ...manifest.asset, etag: md5(original), fingerprint: sha256(original) };
    const base = `${model.workspaceId}/${assetId}/`;
    const texts = Array.from({ length: SCENES }, (_, index) => textOf(number * SCENES + index));
    const time = (index: number) => ({ startMs: index * 5000, endMs: (index + 1) * 5000 });
    const scenes = texts.map((description, index) => ({ ...scene, ...time(index), index, description }));
    const indexed = texts.map((description, index) => ({
      ...{ ...time(index), description, posterFrame: null, speech: null, quotable: false },
      ...{ labels: [], people: 0, texts: [], defects: [] },
      terms: description.split(" ").map((term, position) => [term, 4, position]),
    }));
    const vectors = texts.map((_, index) => {
      const vector = Buffer.from(Float32Array.from(embeddingOf(number * SCENES + index)).buffer).toString("base64");
      return { index, vector };
    });
    const header = { version: 1, assetId };
    await put(Input, asset.key.replaceAll(model.assetId, assetId), original);
    await put(Media, `${base}manifest.json`, copy({ ...manifest, asset }));
    for (const run of runs) await put(Media, `${base}runs/${JSON.parse(copy(run)).run.runId}.json`, copy(run));
    await put(Media, `${base}scenes.json`, JSON.stringify({ ...header, language: "en", scenes }));
    await put(Media, `${base}segment.json`, JSON.stringify({ ...header, scenes: indexed }));
    const embeddings = { ...header, model: embedder, textVersion: 1, scenes: vectors, notes: [] };
    await put(Media, `${base}embeddings.json`, JSON.stringify(embeddings));
    for (let file = 0; file < OTHER_FILES; file++) await put(Media, `${base}frames/${file}.jpg`, "jpeg");
  };

  return {
    /** Puts the assets `from` up to `to` (the first of all is the model itself) into the buckets. */
    async add(from: number, to: number): Promise<void> {
      let next = Math.max(1, from);
      const work = async () => {
        while (next < to) await addOne(next++);
      };
      await Promise.all(Array.from({ length: PARALLEL }, work));
    },
    /** Deletes every row. Returns how many there were. */
    async loseTable(): Promise<number> {
      let rows = 0;
      const keys = { TableName, ProjectionExpression: "pk, sk" };
      for await (const { Items = [] } of paginateScan({ client: table }, keys)) {
        rows += Items.length;
        for (let start = 0; start < Items.length; start += 25) {
          const requests = Items.slice(start, start + 25).map((Key) => ({ DeleteRequest: { Key } }));
          await table.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
        }
      }
      return rows;
    },
  };
}

/** What was written of the model's runs, Ingest and Understand. The second is told of as ended a moment before that. */
async function runsIn(s3: S3Client, Bucket: string, folder: string): Promise<string[]> {
  for (let tries = 0; tries < 100; tries++) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `${folder}runs/` }));
    if (Contents.length === 2) return Contents.map(({ Key = "" }) => Key);
    await sleep(100);
  }
  throw new Error(`${folder} does not have the two runs that worked on it`);
}

/** Megabytes that the largest worker of the function had, as its reports say. */
async function workerMemory(product: Product, since: number): Promise<number> {
  const client = new CloudWatchLogsClient(product.clientConfig);
  let most = 0;
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
    for (const { logGroupName = "" } of logGroups.filter((group) => group.logGroupName?.includes("OperateRestore"))) {
      const query = { logGroupName, startTime: since, filterPattern: '{ $.type = "platform.report" }' };
      for await (const { events = [] } of paginateFilterLogEvents({ client }, query)) {
        for (const { message = "{}" } of events)
          most = Math.max(most, JSON.parse(message).record?.metrics?.maxMemoryUsedMB ?? 0);
      }
    }
  }
  if (most === 0) throw new Error("No worker that restores has reported its memory");
  return most;
}

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** An id as they are: ten letters of time, sixteen that follow from the number. */
function idOf(prefix: string, number: number): string {
  const hash = createHash("sha256").update(`${prefix} ${number}`).digest();
  return `${prefix}_01KDVZZZZZ${Array.from(hash.subarray(0, 16), (byte) => ALPHABET.charAt(byte % 32)).join("")}`;
}

/** Forty words of a vocabulary of five thousand, frequent ones more often. */
function textOf(number: number): string {
  const hash = createHash("sha512").update(`text ${number}`).digest();
  return Array.from({ length: WORDS }, (_, index) => {
    const chance = hash.readUInt16BE((index * 2) % 62) / 65_536;
    return `word${Math.floor(5000 * chance ** 2 + index)}`;
  }).join(" ");
}

const md5 = (text: string) => createHash("md5").update(text).digest("hex");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
