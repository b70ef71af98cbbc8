import { readdirSync, readFileSync } from "node:fs";
import {
  DetectFacesCommand,
  DetectLabelsCommand,
  DetectTextCommand,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import { photograph, sceneOf } from "@videoflow/local/services/rekognition/people/scenes";
import { jpegOf, outlined, title } from "@videoflow/local/services/rekognition/testing";
import type { Product } from "@videoflow/testing/product";
import type { Figure } from "./figure.ts";
import { memoryMb } from "./memory.ts";
import { timed } from "./timed.ts";

const ROUNDS = 8;

/** What a frame costs that is looked at, through the API, and what the engines and the cloud weigh while they do it. */
export async function measure(product: Product): Promise<Figure[]> {
  const client = new RekognitionClient(product.clientConfig);
  const frames = [
    await photograph(sceneOf(1, 1)),
    await photograph(sceneOf(2, 2)),
    await jpegOf(title(80, 450, "Ferry to Almada") + outlined(300, 120, "Departs at noon")),
    await jpegOf(),
  ];
  const operations = {
    DetectLabels: (Bytes: Uint8Array) => client.send(new DetectLabelsCommand({ Image: { Bytes } })),
    DetectFaces: (Bytes: Uint8Array) => client.send(new DetectFacesCommand({ Image: { Bytes } })),
    DetectText: (Bytes: Uint8Array) => client.send(new DetectTextCommand({ Image: { Bytes } })),
  };
  const asked = Object.values(operations);
  const all = (Bytes: Uint8Array) => Promise.all(asked.map((operation) => operation(Bytes)));
  // The first of each starts an engine.
  const startMs = await timed(() => all(frames[0] ?? Buffer.of()));
  const figures: Figure[] = [{ name: "first frame, with the start of the engines", value: startMs, unit: "ms" }];
  for (const [name, operation] of [...Object.entries(operations), ["all three at once", all] as const]) {
    const total = await timed(async () => {
      for (let round = 0; round < ROUNDS; round++) for (const frame of frames) await operation(frame);
    });
    figures.push({ name: `a frame, ${name}`, value: total / ROUNDS / frames.length, unit: "ms" });
  }
  for (const engine of ["vision", "text"]) {
    const value = Math.max(0, ...enginesOf(product.running.pid, engine).map((pid) => memoryMb(pid, "peak")));
    figures.push({ name: `memory of the process for ${engine}, at its peak`, value, unit: "MB", limit: { most: 600 } });
  }
  const cloud = memoryMb(product.running.pid, "peak");
  return [
    ...figures,
    { name: "memory of the cloud's process, at its peak", value: cloud, unit: "MB", limit: { most: 400 } },
  ];
}

function enginesOf(pid: number, engine: string): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
  return children.filter((child) => readFileSync(`/proc/${child}/cmdline`, "utf8").includes(`${engine}-program.ts`));
}
