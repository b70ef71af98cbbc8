import {
  CreateIndexCommand,
  CreateVectorBucketCommand,
  PutVectorsCommand,
  QueryVectorsCommand,
  S3VectorsClient,
} from "@aws-sdk/client-s3vectors";
import { startTestCloud } from "@videoflow/local/testing";
import type { Product } from "@videoflow/testing/product";
import { createEmbeddings } from "./embeddings.ts";
import { type Figure, percentile } from "./figure.ts";
import { memoryMb } from "./memory.ts";

const VECTORS = 100_000;
const DIMENSION = 512;
const BATCH = 500;
const STEP = 25_000;
const QUERIES = 200;
const EXACT_QUERIES = 40;
const TOP_K = 100;
const OPERATOR = { kind: "operator" } as const;
const place = { vectorBucketName: "bench", indexName: "scenes" };
/** One workspace has nine of ten scenes, as the filter of every search of the product has it. */
const filter = { workspaceId: "wsp_a" };
const workspaceOf = (number: number) => (number % 10 === 0 ? "wsp_b" : "wsp_a");

const embeddingOf = createEmbeddings({ dimension: DIMENSION, clusters: 500, spread: 0.8 });
const queryOf = (number: number) => embeddingOf(10_000_000 + number);

interface Found {
  readonly vectors?: readonly { readonly key?: string | undefined }[] | undefined;
}

/** One way to the service: through HTTP and the SDK, or inside the cloud's process. */
interface Way {
  readonly put: (vectors: ReturnType<typeof batch>) => Promise<unknown>;
  readonly query: (vector: number[], topK: number) => Promise<Found>;
}

/** Building and asking an index of 100,000 vectors: through HTTP in the product, and inside a cloud of this process. */
export async function measure(product: Product): Promise<Figure[]> {
  const { pid } = product.running;
  const idle = memoryMb(pid);
  const client = new S3VectorsClient(product.clientConfig);
  await client.send(new CreateVectorBucketCommand({ vectorBucketName: place.vectorBucketName }));
  await client.send(new CreateIndexCommand({ ...place, ...index }));
  const http: Way = {
    put: (vectors) => client.send(new PutVectorsCommand({ ...place, vectors })),
    query: (float32, topK) => client.send(new QueryVectorsCommand(queryInput(float32, topK))),
  };
  const httpBuild = await build(http);
  const httpTimes = await times(http);
  const memory = memoryMb(pid);

  const cloud = await startTestCloud();
  const call = <Output>(operation: string, input: object) =>
    cloud.cloud.call<Output>(OPERATOR, "s3vectors", operation, input);
  try {
    await call("CreateVectorBucket", { vectorBucketName: place.vectorBucketName });
    await call("CreateIndex", { ...place, ...index });
    const inside: Way = {
      put: (vectors) => call("PutVectors", { ...place, vectors }),
      query: (float32, topK) => call<Found>("QueryVectors", queryInput(float32, topK)),
    };
    const insideBuild = await build(inside);
    const firstAt = performance.now();
    await inside.query(Array.from(queryOf(0)), TOP_K);
    const firstMs = performance.now() - firstAt;
    const cpu = process.cpuUsage();
    const insideTimes = await times(inside);
    const { user, system } = process.cpuUsage(cpu);
    const { recall10, recall100 } = await recall(inside);
    return [
      { name: "query inside, p50", value: percentile(insideTimes, 0.5), unit: "ms", limit: { most: 10 } },
      { name: "query inside, p99", value: percentile(insideTimes, 0.99), unit: "ms" },
      { name: "query inside, CPU of all threads", value: (user + system) / 1000 / (QUERIES + WARM_UP), unit: "ms" },
      { name: "query through HTTP, p50", value: percentile(httpTimes, 0.5), unit: "ms" },
      { name: "query through HTTP, p99", value: percentile(httpTimes, 0.99), unit: "ms" },
      { name: "first query, which reads the index", value: firstMs, unit: "ms" },
      { name: "recall of 10 against exact", value: recall10, unit: "", limit: { least: 0.99 } },
      { name: "recall of 100 against exact", value: recall100, unit: "", limit: { least: 0.99 } },
      ...buildFigures("inside", insideBuild),
      ...buildFigures("through HTTP", httpBuild),
      {
        name: "memory of the cloud above idle",
        value: memory - idle,
        unit: "MB",
        detail: `idle ${idle.toFixed(0)} MB`,
      },
      { name: "memory of the cloud", value: memory, unit: "MB", limit: { most: 400 } },
    ];
  } finally {
    await cloud.stop();
  }
}

const index = {
  dataType: "float32",
  dimension: DIMENSION,
  distanceMetric: "cosine",
  metadataConfiguration: { nonFilterableMetadataKeys: ["scene", "startMs", "endMs"] as string[] },
} as const;

const queryInput = (float32: number[], topK: number) => ({
  ...place,
  topK,
  queryVector: { float32 },
  filter,
  returnDistance: true,
  returnMetadata: true,
});

const keyOf = (number: number) => `${workspaceOf(number)}/ast_${number >> 5}/${number & 31}`;

function batch(start: number) {
  return Array.from({ length: BATCH }, (_, offset) => {
    const number = start + offset;
    const asset = number >> 5;
    const metadata = {
      ...{
        workspaceId: workspaceOf(number),
        assetId: `ast_${asset}`,
        scene: number & 31,
        startMs: number,
        endMs: number + 9,
      },
      ...{ people: number % 7, speech: number % 3 === 0, labels: [`label ${number % 40}`, `label ${number % 7}`] },
      ...{ durationMs: asset * 100, createdAt: 1_767_225_600_000 + asset * 1000 },
    };
    return { key: keyOf(number), data: { float32: Array.from(embeddingOf(number)) }, metadata };
  });
}

/** Seconds until there were 25,000, 50,000, ... vectors; making them is not counted. */
async function build({ put }: Way): Promise<number[]> {
  const seconds: number[] = [];
  let spent = 0;
  for (let start = 0; start < VECTORS; start += BATCH) {
    const vectors = batch(start);
    const startedAt = performance.now();
    await put(vectors);
    spent += (performance.now() - startedAt) / 1000;
    if ((start + BATCH) % STEP === 0) seconds.push(spent);
  }
  return seconds;
}

function buildFigures(way: string, seconds: readonly number[]): Figure[] {
  const [first = Number.NaN] = seconds;
  const last = (seconds.at(-1) ?? Number.NaN) - (seconds.at(-2) ?? Number.NaN);
  const detail = seconds.map((value, step) => `${((step + 1) * STEP) / 1000}k ${value.toFixed(1)} s`).join(", ");
  return [
    { name: `build of ${VECTORS} ${way}`, value: seconds.at(-1) ?? Number.NaN, unit: "s", detail },
    { name: `last quarter against first, ${way}`, value: last / first, unit: "x", limit: { most: 1.5 } },
  ];
}

const WARM_UP = 20;

async function times({ query }: Way): Promise<number[]> {
  const taken: number[] = [];
  for (let number = -WARM_UP; number < QUERIES; number++) {
    const vector = Array.from(queryOf(number + WARM_UP));
    const startedAt = performance.now();
    await query(vector, TOP_K);
    if (number >= 0) taken.push(performance.now() - startedAt);
  }
  return taken;
}

/** Which share of the truly nearest is found, over some queries. */
async function recall({ query }: Way): Promise<{ recall10: number; recall100: number }> {
  const all = Array.from({ length: VECTORS }, (_, number) => embeddingOf(number));
  let hits10 = 0;
  let hits100 = 0;
  for (let number = 0; number < EXACT_QUERIES; number++) {
    const vector = queryOf(number);
    const exact = all
      .map((other, position) => ({ position, likeness: dot(vector, other) }))
      .filter(({ position }) => workspaceOf(position) === filter.workspaceId)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, 100)
      .map(({ position }) => keyOf(position));
    hits10 += hits(await query(Array.from(vector), 10), exact.slice(0, 10));
    hits100 += hits(await query(Array.from(vector), 100), exact);
  }
  return { recall10: hits10 / (10 * EXACT_QUERIES), recall100: hits100 / (100 * EXACT_QUERIES) };
}

function hits({ vectors = [] }: Found, exact: readonly string[]): number {
  const found = new Set(vectors.map(({ key }) => key));
  return exact.filter((key) => found.has(key)).length;
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
}
