import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { piecesOf, SAMPLE_RATE } from "./pieces.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pieces-"));
});
afterAll(() => rm(directory, { recursive: true }));

/** Noise with pauses at these seconds, half a second each. */
async function noise(seconds: number, ...pauses: readonly number[]): Promise<{ raw: string; bytes: Buffer }> {
  const bytes = Buffer.alloc(seconds * SAMPLE_RATE * 2);
  for (let sample = 0; sample < seconds * SAMPLE_RATE; sample++) {
    const isPause = pauses.some((at) => sample >= at * SAMPLE_RATE && sample < (at + 0.5) * SAMPLE_RATE);
    if (!isPause) bytes.writeInt16LE((sample * 7919) % 20_000, sample * 2);
  }
  const raw = path.join(directory, "sound.raw");
  await writeFile(raw, bytes);
  return { raw, bytes };
}

it("cuts sound in its pauses, and loses none of it", async () => {
  const { raw, bytes } = await noise(70, 20, 25, 50);
  const starts: number[] = [];
  const sounds: Buffer[] = [];
  for await (const { file, startMs } of piecesOf(raw, 30, path.join(directory, "piece.wav"))) {
    starts.push(startMs);
    sounds.push((await readFile(file)).subarray(44));
  }
  expect(Buffer.concat(sounds).equals(bytes)).toBe(true);
  expect(starts).toHaveLength(3);
  for (const [index, pause] of [20, 50].entries()) {
    const candidates = index === 0 ? [pause, 25] : [pause];
    const cut = (starts[index + 1] ?? 0) / 1000;
    expect(candidates.some((at) => cut > at && cut < at + 0.5)).toBe(true);
  }
});

it("has no piece of no sound", async () => {
  const { raw } = await noise(0);
  let pieces = 0;
  for await (const _ of piecesOf(raw, 30, path.join(directory, "piece.wav"))) pieces++;
  expect(pieces).toBe(0);
});
