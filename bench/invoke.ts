import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { startTestCloud } from "@videoflow/local/testing";
import { type Figure, percentile } from "./figure.ts";
import { root } from "./product.ts";

const INVOCATIONS = 2000;
const WARM_UP = 100;
const RELOADS = 20;
const OPERATOR = { kind: "operator" } as const;

/** A function as the product's are: it has an SDK client in its bundle. */
const source = (version: number) => `import { S3Client } from "@aws-sdk/client-s3";
const client = new S3Client({});
export const handler = async () => ({ version: ${version}, client: client !== undefined });
`;

/** Warm invocations, and the time from a saved file to the end of the next invocation, which must run the new code. */
export async function measure(): Promise<Figure[]> {
  const project = mkdtempSync(path.join(tmpdir(), "videoflow-invoke-"));
  const file = path.join(project, "work.ts");
  writeFileSync(file, source(0));
  symlinkSync(path.join(root, "packages/core/node_modules"), path.join(project, "node_modules"));
  const inputs = {
    name: "work",
    role: "arn:aws:iam::000000000000:role/work",
    timeout: 20,
    memorySize: 1024,
    handler: "bundle.handler",
  };
  const cloud = await startTestCloud({
    root: project,
    resources: [{ type: "aws:lambda/function:Function", name: "WorkFunction", inputs }],
    functions: { WorkFunction: { handler: "work.handler", links: [] } },
  });
  try {
    const input = { FunctionName: "work", Payload: Buffer.from("{}") };
    const inside = () => cloud.cloud.call<{ Payload: Uint8Array }>(OPERATOR, "lambda", "Invoke", input);
    const client = new LambdaClient(cloud.clientConfig);
    const warm = await times(inside);
    const http = await times(() => client.send(new InvokeCommand(input)));
    const reloads: number[] = [];
    for (let version = 1; version <= RELOADS; version++) reloads.push(await reload(file, version, inside));
    return [
      { name: "warm invoke, p50", value: percentile(warm, 0.5), unit: "ms", limit: { most: 1 } },
      { name: "warm invoke, p99", value: percentile(warm, 0.99), unit: "ms", limit: { most: 5 } },
      { name: "the same through HTTP and the SDK, p50", value: percentile(http, 0.5), unit: "ms" },
      { name: "the same through HTTP and the SDK, p99", value: percentile(http, 0.99), unit: "ms" },
      {
        name: "save to end of next invocation on new code, p50",
        value: percentile(reloads, 0.5),
        unit: "ms",
        limit: { most: 100 },
      },
      { name: "save to end of next invocation on new code, worst", value: Math.max(...reloads), unit: "ms" },
    ];
  } finally {
    await cloud.stop();
    rmSync(project, { recursive: true, force: true });
  }
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

async function reload(file: string, version: number, invoke: () => Promise<{ Payload: Uint8Array }>): Promise<number> {
  // Let the last change come to rest, as a person would.
  await new Promise((resolve) => setTimeout(resolve, 300));
  writeFileSync(file, source(version));
  const startedAt = performance.now();
  for (;;) {
    const { Payload } = await invoke();
    if (JSON.parse(Buffer.from(Payload).toString()).version === version) return performance.now() - startedAt;
  }
}
