import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { ClientConfig, Product } from "@videoflow/testing/product";
import { againstNothing } from "./ceiling.ts";
import type { Figure } from "./figure.ts";
import { memoryMb, watchMemory } from "./memory.ts";
import { timed } from "./timed.ts";
import { writeFile } from "./write-file.ts";

const SIZE = 500_000_000;
const CHUNK = 1_000_000;

/** One object of 500 MB, up and down by the SDK from this process. */
export async function measure(product: Product): Promise<Figure[]> {
  const client = new S3Client(product.clientConfig);
  const target = { Bucket: product.resource("Output").name, Key: "bench/large.bin" };
  const file = path.join(tmpdir(), `videoflow-bench-${process.pid}.bin`);
  await writeFile(file, SIZE);
  const { pid } = product.running;
  const idle = memoryMb(pid);
  const memory = watchMemory(pid);
  const upload = (config: ClientConfig) =>
    timed(() =>
      new S3Client(config).send(
        new PutObjectCommand({
          ...target,
          Body: createReadStream(file, { highWaterMark: CHUNK }),
          ContentLength: SIZE,
        }),
      ),
    );
  try {
    const upMs = await upload(product.clientConfig);
    const downMs = await timed(async () => {
      const { Body } = await client.send(new GetObjectCommand(target));
      let bytes = 0;
      const count = new Writable({
        highWaterMark: CHUNK,
        write(chunk, _encoding, done) {
          bytes += chunk.length;
          done();
        },
      });
      await pipeline(Body as NodeJS.ReadableStream, count);
      if (bytes !== SIZE) throw new Error(`${bytes} bytes came back, not ${SIZE}`);
    });
    const ceilingMs = await againstNothing(product.clientConfig, upload);
    const speed = (milliseconds: number) => SIZE / 1e6 / (milliseconds / 1000);
    return [
      { name: "500 MB up", value: speed(upMs), unit: "MB/s", limit: { least: 200 } },
      { name: "500 MB up to a server that does nothing", value: speed(ceilingMs), unit: "MB/s" },
      { name: "500 MB down", value: speed(downMs), unit: "MB/s", limit: { least: 200 } },
      {
        name: "memory above idle",
        value: memory.stop() - idle,
        unit: "MB",
        limit: { most: 150 },
        detail: `idle ${idle.toFixed(0)} MB`,
      },
    ];
  } finally {
    memory.stop();
    await rm(file, { force: true });
  }
}
