import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetTranscriptionJobCommand, StartTranscriptionJobCommand, TranscribeClient } from "@aws-sdk/client-transcribe";
import type { Product } from "@videoflow/testing/product";
import type { Figure } from "./figure.ts";
import { wordErrorRate } from "./word-error.ts";

const run = promisify(execFile);

const SAID =
  "Good morning. The ferry to the island leaves at nine, and the next one two hours later. " +
  "The weather will be fine until the evening. The captain asks all passengers to keep their tickets. " +
  "There is coffee on the upper deck, and a small shop with maps of the harbour and the old town.";

/** How well and how quickly speech is heard. A machine's voice: people are heard a little better, or much worse. */
export async function measure(product: Product): Promise<Figure[]> {
  const isThere = await run("espeak-ng", ["--version"]).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    process.stderr.write("  skipped: espeak-ng, which speaks the words that are to be heard, is not installed\n");
    return [];
  }
  const directory = await mkdtemp(path.join(tmpdir(), "videoflow-hear-"));
  try {
    const file = path.join(directory, "speech.wav");
    await run("espeak-ng", ["-s", "140", "-w", file, SAID]);
    const { stdout } = await run("ffprobe", [
      "-v",
      "error",
      "-show_entries",
      "format=duration",
      "-of",
      "csv=p=0",
      file,
    ]);
    const startedAt = performance.now();
    const { text, engine } = await hear(product, await readFile(file));
    const seconds = (performance.now() - startedAt) / 1000;
    return [
      { name: "word error rate of synthetic speech", value: wordErrorRate(SAID, text), unit: "", detail: engine },
      {
        name: "time to hear it, of its length",
        value: seconds / Number(stdout),
        unit: "x",
        detail: `${Number(stdout).toFixed(0)} s of speech`,
      },
    ];
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function hear(product: Product, sound: Buffer): Promise<{ text: string; engine: string }> {
  const s3 = new S3Client({ ...product.clientConfig, forcePathStyle: true });
  const client = new TranscribeClient(product.clientConfig);
  const { name: Bucket = "" } = product.resource("Media");
  await s3.send(new PutObjectCommand({ Bucket, Key: "bench/speech.wav", Body: sound }));
  const job = { TranscriptionJobName: "bench" };
  await client.send(
    new StartTranscriptionJobCommand({
      ...{ ...job, LanguageCode: "en-US", Media: { MediaFileUri: `s3://${Bucket}/bench/speech.wav` } },
      ...{ OutputBucketName: Bucket, OutputKey: "bench/speech.json" },
    }),
  );
  for (;;) {
    const { TranscriptionJob = {} } = await client.send(new GetTranscriptionJobCommand(job));
    const { TranscriptionJobStatus: status, FailureReason, ModelSettings } = TranscriptionJob;
    if (status === "FAILED") throw new Error(FailureReason);
    if (status === "COMPLETED") {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: "bench/speech.json" }));
      const { results } = JSON.parse((await Body?.transformToString()) ?? "");
      return { text: results.transcripts[0].transcript, engine: ModelSettings?.LanguageModelName ?? "unknown" };
    }
    await sleep(50);
  }
}
