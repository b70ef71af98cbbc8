import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import {
  DetectFacesCommand,
  DetectLabelsCommand,
  DetectTextCommand,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Product } from "@videoflow/testing/product";
import { deriveByHand, finishByHand } from "./bare.ts";

const run = promisify(execFile);

/** As many frames, each with three questions, and as many texts at once as VideoFlow has on their way. */
const FRAMES_AT_ONCE = 8;
const TEXTS_AT_ONCE = 16;

/** What the engines are to be asked about: it is VideoFlow that chose the frames and wrote the texts. */
export interface Material {
  /** Numbers of frames, from 0. */
  readonly frames: readonly number[];
  readonly texts: readonly string[];
}

export interface HandRun {
  /** From nothing to everything. */
  readonly ms: number;
  /** Of each part. Those that run side by side slow each other down. */
  readonly parts: Readonly<Record<string, number>>;
}

/**
 * The same work with the engines alone, no more in a row than VideoFlow does: derivatives by ffmpeg; then, side by side,
 * pocketsphinx over the clean sound, the detectors of defects over the proxy and the original, and ffmpeg's scene detector, after it the vision
 * engines over the frames; then the embeddings. The engines are those that answer VideoFlow, through the same API: what is compared is all that is around them.
 */
export async function understandByHand(
  product: Product,
  source: string,
  folder: string,
  { frames, texts }: Material,
): Promise<HandRun> {
  const parts: Record<string, number> = {};
  const part = async (name: string, work: Promise<unknown>) => {
    const startedAt = performance.now();
    await work;
    parts[name] = performance.now() - startedAt;
  };
  const startedAt = performance.now();
  await part("derive", deriveByHand(source, folder));
  await part("finish", finishByHand(folder));
  const see = async () => {
    await part("cuts", findCuts(folder));
    await part("see", look(product, folder, frames));
  };
  await Promise.all([part("hear", hear(folder)), part("check", check(folder, source)), see()]);
  await part("embed", embed(product, texts));
  return { ms: performance.now() - startedAt, parts };
}

/** A question to each engine, so that none is only started when it is measured. */
export async function wakeEngines(product: Product, picture: Buffer): Promise<void> {
  await Promise.all([askAbout(new RekognitionClient(product.clientConfig), picture), embed(product, ["Good morning"])]);
}

async function hear(folder: string): Promise<void> {
  const sound = path.join(folder, "clean.wav");
  await run("ffmpeg", [
    ...["-v", "error", "-y", "-i", path.join(folder, "audio.m4a"), "-ac", "1", "-ar", "16000", sound],
  ]);
  await run("pocketsphinx_continuous", ["-infile", sound, "-time", "yes"], { maxBuffer: 2 ** 28 });
}

const check = (folder: string, source: string): Promise<unknown> =>
  run(process.execPath, [path.join(import.meta.dirname, "check-program.ts"), path.join(folder, "proxy.mp4"), source]);

const findCuts = (folder: string): Promise<unknown> =>
  run("ffmpeg", [
    ...["-v", "error", "-i", path.join(folder, "proxy.mp4"), "-map", "0:v:0"],
    ...["-vf", "scale=320:-2,scdet=t=10", "-f", "null", "-"],
  ]);

async function look(product: Product, folder: string, frames: readonly number[]): Promise<void> {
  const client = new RekognitionClient(product.clientConfig);
  await sideBySide(frames, FRAMES_AT_ONCE, (frame) =>
    // ffmpeg counts its files from 1.
    askAbout(client, readFileSync(path.join(folder, "frames", `${String(frame + 1).padStart(7, "0")}.jpg`))),
  );
}

const askAbout = (client: RekognitionClient, Bytes: Buffer): Promise<unknown> =>
  Promise.all([
    client.send(new DetectLabelsCommand({ Image: { Bytes }, MinConfidence: 30 })),
    client.send(new DetectFacesCommand({ Image: { Bytes } })),
    client.send(new DetectTextCommand({ Image: { Bytes } })),
  ]);

async function embed(product: Product, texts: readonly string[]): Promise<void> {
  // This client's own way is HTTP/2, which is for answers that stream.
  const client = new BedrockRuntimeClient({ ...product.clientConfig, requestHandler: new NodeHttpHandler() });
  const { model: modelId, dimensions } = product.resource("Embedding");
  await sideBySide(texts, TEXTS_AT_ONCE, (inputText) =>
    client.send(
      new InvokeModelCommand({
        ...{ modelId, contentType: "application/json", accept: "application/json" },
        body: JSON.stringify({ inputText, dimensions, normalize: true }),
      }),
    ),
  );
}

async function sideBySide<Entry>(
  entries: readonly Entry[],
  atOnce: number,
  work: (entry: Entry) => Promise<unknown>,
): Promise<void> {
  const waiting = entries.values();
  const one = async () => {
    for (const entry of waiting) await work(entry);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
