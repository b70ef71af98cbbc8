import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ListJobsCommand, MediaConvertClient } from "@aws-sdk/client-mediaconvert";
import type { Product } from "@videoflow/testing/product";
import { type BareRun, deriveByHand, finishByHand } from "./bare.ts";
import type { Figure } from "./figure.ts";
import { makeFootage } from "./footage.ts";
import { memoryMb } from "./memory.ts";
import { untilIdle } from "./until-idle.ts";

const sources = [
  { name: "60 s 1080p", width: 1920, height: 1080, seconds: 60, bitRate: "11M", rounds: 3 },
  { name: "10 min 720p", width: 1280, height: 720, seconds: 600, bitRate: "4M", rounds: 1 },
];

/** From drop to ready against the bare commands that make the same files. Both sides alternate, so that noise hits both. */
export async function measure(product: Product): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "videoflow-derive-"));
  try {
    const figures: Figure[] = [];
    for (const source of sources) {
      const file = path.join(folder, "source.mp4");
      await makeFootage(file, source);
      const rounds = [];
      for (let round = 0; round < source.rounds; round++) rounds.push(await compare(product, file, folder, round));
      figures.push(...figuresOf(source.name, rounds));
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Round {
  readonly derive: BareRun;
  readonly finish: BareRun;
  readonly job: BareRun;
  readonly readyMs: number;
}

async function compare(product: Product, file: string, folder: string, round: number): Promise<Round> {
  await untilIdle(product);
  const derive = await deriveByHand(file, folder);
  const finish = await finishByHand(folder);
  // Another comment in the file makes other bytes of it: a known fingerprint would be linked, not processed.
  const fresh = path.join(folder, `fresh-${round}.mp4`);
  execFileSync("ffmpeg", [
    "-v",
    "error",
    "-y",
    "-i",
    file,
    "-c",
    "copy",
    "-metadata",
    `comment=${round}-${file}`,
    fresh,
  ]);
  const memory = watchJob();
  const startedAt = performance.now();
  const [result] = await product.ask("ingest", fresh, "--wait", "--until", "ready");
  const readyMs = performance.now() - startedAt;
  const peak = memory.stop();
  if (result?.status !== "ready")
    throw new Error(`The footage is ${result?.status}: ${JSON.stringify(result?.reason)}`);
  rmSync(fresh);
  const job = { ms: await lastJobMs(product), memoryMb: peak };
  return { derive, finish, job, readyMs };
}

function figuresOf(name: string, rounds: Round[]): Figure[] {
  const least = (of: (round: Round) => number) => Math.min(...rounds.map(of));
  const bareMs = ({ derive, finish }: Round) => derive.ms + finish.ms;
  const bare = least(bareMs);
  const ready = least(({ readyMs }) => readyMs);
  const job = least((round) => round.job.ms);
  const derive = least((round) => round.derive.ms);
  const memory = { job: least((round) => round.job.memoryMb), bare: least((round) => round.derive.memoryMb) };
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
  const each = rounds.map((round) => (round.readyMs / bareMs(round)).toFixed(2)).join(", ");
  return [
    {
      name: `${name}, drop to ready`,
      value: ready / bare,
      unit: "x bare",
      limit: { most: 1.15 },
      detail: `${seconds(ready)} to ${seconds(bare)}; of the own bare run of each round: ${each}`,
    },
    {
      name: `${name}, derivatives job`,
      value: job / derive,
      unit: "x bare",
      limit: { most: 1.03 },
      detail: `${seconds(job)} to ${seconds(derive)}`,
    },
    {
      name: `${name}, memory of the job`,
      value: memory.job / memory.bare,
      unit: "x bare",
      limit: { most: 1.2 },
      detail: `${memory.job.toFixed(0)} MB to ${memory.bare.toFixed(0)} MB`,
    },
  ];
}

async function lastJobMs(product: Product): Promise<number> {
  const { Jobs = [] } = await new MediaConvertClient(product.clientConfig).send(
    new ListJobsCommand({ MaxResults: 1, Order: "DESCENDING" }),
  );
  const { StartTime, FinishTime } = Jobs[0]?.Timing ?? {};
  if (!StartTime || !FinishTime) throw new Error("The last job has no times");
  return FinishTime.getTime() - StartTime.getTime();
}

/** Looking through all processes costs what the job is measured by: done seldom, and the kernel keeps each one's peak meanwhile. */
const LOOK_MS = 1000;

/** The memory of the processes that transcode now, each at its highest, together; nothing else on this machine should. */
function watchJob(): { stop(): number } {
  const peaks = new Map<number, number>();
  const timer = setInterval(() => {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name)))
      peaks.set(Number(pid), Math.max(peaks.get(Number(pid)) ?? 0, ffmpegPeak(Number(pid))));
  }, LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      return [...peaks.values()].reduce((sum, peak) => sum + peak, 0);
    },
  };
}

function ffmpegPeak(pid: number): number {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    // Of all ffmpeg processes only the job's own tell how far they are.
    return /(^|\/)ffmpeg$/.test(words[0] ?? "") && words.includes("-progress") ? memoryMb(pid, "peak") : 0;
  } catch {
    // It ended between being listed and being read.
    return 0;
  }
}
