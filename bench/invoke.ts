import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { startTestCloud, type TestCloud } from "@videoflow/local/testing";
import { root } from "@videoflow/testing/product";
import { type Figure, percentile } from "./figure.ts";

const INVOCATIONS = 2000;
const WARM_UP = 100;
const RELOADS = 20;
const COLD_FUNCTIONS = 10;
/** Between two measurements everything comes to rest, as between two saves of a person. */
const REST_MS = 300;
const OPERATOR = { kind: "operator" } as const;

/** A function as the product's are: it has an SDK client in its bundle. Answers with what its process has used until now. */
const source = (version: number) => `import { S3Client } from "@aws-sdk/client-s3";
const client = new S3Client({});
export const handler = async () => ({ version: ${version}, client: client !== undefined, cpu: process.cpuUsage() });
`;

interface Answer {
  readonly version: number;
  /** Microseconds. */
  readonly cpu: { readonly user: number; readonly system: number };
}

/** Warm and cold invocations, and the time from a saved file to the end of the next invocation, which must run the new code. */
export async function measure(): Promise<Figure[]> {
  const project = mkdtempSync(path.join(tmpdir(), "videoflow-invoke-"));
  symlinkSync(path.join(root, "packages/core/node_modules"), path.join(project, "node_modules"));
  const names = ["work", ...Array.from({ length: COLD_FUNCTIONS }, (_, index) => `cold${index}`)];
  for (const name of names) writeFileSync(path.join(project, `${name}.ts`), source(0));
  const start = () =>
    startTestCloud({
      root: project,
      directory: path.join(project, "state"),
      resources: names.map((name) => ({
        type: "aws:lambda/function:Function",
        name,
        inputs: { name, role: `arn:aws:iam::000000000000:role/${name}`, timeout: 20, memorySize: 1024 },
      })),
      functions: Object.fromEntries(names.map((name) => [name, { handler: `${name}.handler`, links: [] }])),
    });
  try {
    // Builds the code, which a cold start of a known function finds on disk.
    const built = await start();
    for (const name of names) await invoke(built, name);
    await built.stop();
    const cloud = await start();
    try {
      await invoke(cloud, "work");
      return [...(await warm(cloud)), ...(await cold(cloud)), ...(await reloads(cloud, path.join(project, "work.ts")))];
    } finally {
      await cloud.stop();
    }
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

async function warm(cloud: TestCloud): Promise<Figure[]> {
  const client = new LambdaClient(cloud.clientConfig);
  const input = { FunctionName: "work", Payload: Buffer.from("{}") };
  const inside = await times(() => cloud.cloud.call(OPERATOR, "lambda", "Invoke", input));
  const http = await times(() => client.send(new InvokeCommand(input)));
  return [
    { name: "warm invoke, p50", value: percentile(inside, 0.5), unit: "ms", limit: { most: 1 } },
    { name: "warm invoke, p99", value: percentile(inside, 0.99), unit: "ms", limit: { most: 5 } },
    { name: "the same through HTTP and the SDK, p50", value: percentile(http, 0.5), unit: "ms" },
    { name: "the same through HTTP and the SDK, p99", value: percentile(http, 0.99), unit: "ms" },
  ];
}

async function times(work: () => Promise<unknown>): Promise<number[]> {
  for (let index = 0; index < WARM_UP; index++) await work();
  const taken: number[] = [];
  for (let index = 0; index < INVOCATIONS; index++) {
    const startedAt = performance.now();
    await work();
    taken.push(performance.now() - startedAt);
  }
  return taken;
}

/** First invocations of functions, one after the other. */
async function cold(cloud: TestCloud): Promise<Figure[]> {
  const taken: number[] = [];
  const used: number[] = [];
  for (let index = 0; index < COLD_FUNCTIONS; index++) {
    await rest();
    const startedAt = performance.now();
    const { cpu } = await invoke(cloud, `cold${index}`);
    taken.push(performance.now() - startedAt);
    used.push((cpu.user + cpu.system) / 1000);
  }
  return [
    { name: "cold invoke, p50", value: percentile(taken, 0.5), unit: "ms" },
    { name: "processor time of its worker, p50", value: percentile(used, 0.5), unit: "ms" },
  ];
}

async function reloads(cloud: TestCloud, file: string): Promise<Figure[]> {
  const taken: number[] = [];
  for (let version = 1; version <= RELOADS; version++) {
    await rest();
    writeFileSync(file, source(version));
    const startedAt = performance.now();
    while ((await invoke(cloud, "work")).version !== version);
    taken.push(performance.now() - startedAt);
  }
  const name = "save to end of next invocation on new code";
  return [
    { name: `${name}, p50`, value: percentile(taken, 0.5), unit: "ms", limit: { most: 100 } },
    { name: `${name}, worst`, value: Math.max(...taken), unit: "ms" },
  ];
}

async function invoke({ cloud }: TestCloud, FunctionName: string): Promise<Answer> {
  const input = { FunctionName, Payload: Buffer.from("{}") };
  const { Payload } = await cloud.call<{ Payload: Uint8Array }>(OPERATOR, "lambda", "Invoke", input);
  return JSON.parse(Buffer.from(Payload).toString());
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REST_MS));
}
