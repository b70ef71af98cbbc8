import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { provideActor } from "@videoflow/core/actor";
import type { ClipItem, VariantSpec } from "@videoflow/core/cut/variant-spec.schema";
import { createId } from "@videoflow/core/id";
import { DEFAULT_WORKSPACE_ID } from "@videoflow/core/workspace/workspace.schema";
import type { Product } from "@videoflow/testing/product";
import { cpuSeconds } from "./cpu.ts";
import type { Figure } from "./figure.ts";
import { makeFootage } from "./footage.ts";
import { renderByHand } from "./render-by-hand.ts";
import { linkTo } from "./search/link.ts";
import { stopRuns } from "./until-idle.ts";

/** A shorter cut, for a look at the benchmark itself: the limits are for a minute. */
const SECONDS = Number(process.env.VIDEOFLOW_BENCH_SECONDS ?? 60);
const ROUNDS = Number(process.env.VIDEOFLOW_BENCH_ROUNDS ?? 1);
const FPS = 30;
const CLIP_S = 4;
const FOOTAGE_MINUTES = 10;

interface Rendered {
  readonly ms: number;
  readonly cpu: number;
  readonly steps: Readonly<Record<string, number>>;
}

/**
 * Three formats of a cut of a minute from ten minutes of 1080p, from a spec to verified deliverables, against the bare commands for the
 * same renders, all at once on the same cores; and again after a clip has moved to the end. Both sides alternate.
 */
export async function measure(product: Product): Promise<Figure[]> {
  linkTo(product);
  const folder = mkdtempSync(path.join(tmpdir(), "videoflow-render-"));
  try {
    const source = await makeSource(folder);
    return await provideActor({ workspaceId: DEFAULT_WORKSPACE_ID, who: "operator" }, async () => {
      const assetId = await makeAsset(product, source);
      // Not counted: code is built when it is first needed.
      const warming = specOf(assetId, -1);
      const [only] = warming.items;
      if (only) await render(product, { ...warming, items: [only], titles: titlesOf([only]), frames: only.frames });
      const rounds = [];
      for (let round = 0; round < ROUNDS; round++) {
        const spec = specOf(assetId, round);
        const cpuBefore = cpuSeconds(process.pid);
        const byHandMs = await renderByHand(spec, source, folder);
        const byHandCpu = cpuSeconds(process.pid) - cpuBefore;
        const first = await render(product, spec);
        const again = await render(product, { ...moved(spec), revision: 2 });
        rounds.push({ byHandMs, byHandCpu, first, again });
      }
      return figuresOf(rounds);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same minute ten times over: as long to read as any. */
async function makeSource(folder: string): Promise<string> {
  const [minute, whole] = ["minute.mp4", "whole.mp4"].map((name) => path.join(folder, name)) as [string, string];
  await makeFootage(minute, { width: 1920, height: 1080, seconds: 60, bitRate: "11M" });
  const times = String(FOOTAGE_MINUTES - 1);
  execFileSync("ffmpeg", [
    "-v",
    "error",
    "-y",
    "-stream_loop",
    times,
    "-i",
    minute,
    "-c",
    "copy",
    "-movflags",
    "+faststart",
    whole,
  ]);
  rmSync(minute);
  return whole;
}

/** As footage that was dropped: nothing of it may be at work when something is measured. */
async function makeAsset(product: Product, file: string): Promise<string> {
  const [asset] = await product.ask("ingest", file, "--wait", "--until", "ready");
  const assetId = String(asset?.assetId);
  while (!(await product.ask("asset", assetId))[0]?.understanding) await sleep(200);
  await stopRuns(product);
  return assetId;
}

/** Each round takes other moments: nothing of it has been rendered before. */
function specOf(assetId: string, round: number): VariantSpec {
  const evidence = [{ brief: "A benchmark" }];
  const clips = Array.from(
    { length: Math.ceil(SECONDS / CLIP_S) },
    (_, index): ClipItem => ({
      ...{
        kind: "clip",
        id: `c${index}`,
        assetId,
        frames: CLIP_S * FPS,
        fadeIn: null,
        framing: {},
        why: "A benchmark",
        evidence,
      },
      inFrame: ((index * 37 + (round + 1) * 11) % (FOOTAGE_MINUTES * 60 - CLIP_S)) * FPS + 7,
      sound: { on: true, gainDb: 0, leadFrames: 0, tailFrames: 0 },
    }),
  );
  const size = { captions: "none", hls: false } as const;
  return {
    ...{
      version: 1,
      cutId: createId("cut"),
      revision: 1,
      useCase: "news",
      title: "A benchmark",
      frameRate: `${FPS}/1`,
    },
    ...{ frames: clips.length * CLIP_S * FPS, items: clips, captions: [], music: null, engine: "rules 1" },
    titles: titlesOf(clips),
    loudness: { integratedLufs: -14, truePeakDbtp: -1 },
    brand: {
      primary: "#e5484d",
      text: "#ffffff",
      background: "#101114",
      font: "sans",
      lowerThirds: true,
      logoUri: null,
    },
    variants: [
      { name: "landscape", width: 1920, height: 1080, ...size },
      { name: "square", width: 1080, height: 1080, ...size },
      { name: "vertical", width: 1080, height: 1920, ...size },
    ],
  };
}

/** Each clip has its name on it for two seconds. */
const titlesOf = (items: VariantSpec["items"]): VariantSpec["titles"] =>
  items.map(({ id, evidence }, index) => ({
    ...{ id: `title-${id}`, kind: "lower_third", startFrame: index * CLIP_S * FPS + 15, frames: 60 },
    ...{ lines: [`Clip ${id}`], evidence },
  }));

/** With the second clip at the end, and its title on it. */
function moved(spec: VariantSpec): VariantSpec {
  const [first, second, ...rest] = spec.items;
  if (!first || !second) return spec;
  const items = [first, ...rest, second];
  return { ...spec, items, titles: titlesOf(items) };
}

/** From a spec that lies there to the end of the run that renders it. */
async function render(product: Product, spec: VariantSpec): Promise<Rendered> {
  const Rows = await import("@videoflow/core/cut/row");
  const Run = await import("@videoflow/core/run/run");
  const { writeSpec } = await import("@videoflow/core/cut/documents");
  const start = await import("@videoflow/core/cut/start");
  const { cutId, revision, title, useCase } = spec;
  await writeSpec(spec);
  if (revision === 1) {
    await Rows.create({
      ...{ cutId, runId: createId("run"), useCase, title, status: "composed", revision, reviews: [], deliverables: [] },
      quote: { microUsd: 0, durationMs: 0, parts: [] },
      order: {
        ...{ useCase, footage: { by: "search", query: "x" }, brief: "", duration: { targetMs: 1000, toleranceMs: 0 } },
        ...{
          tone: "neutral",
          mustHave: [],
          mustNotHave: [],
          formats: [{ name: "landscape", lines: 540, captions: "none", hls: false }],
        },
        ...{ brand: spec.brand, loudness: -14, render: "when_approved" },
      },
    });
  } else await Rows.change(await Rows.row(cutId), { revision });
  const cpuBefore = cpuSeconds(product.running.pid);
  const startedAt = performance.now();
  const { runId } = await start.render(cutId);
  for (;;) {
    const { status, reason } = await Run.row(runId);
    if (status === "failed") throw new Error(`The render failed: ${reason?.code}: ${reason?.message}`);
    if (status === "succeeded") break;
    await sleep(50);
  }
  const ms = performance.now() - startedAt;
  const { steps } = await Run.get(runId);
  const spent = Map.groupBy(steps, ({ name }) => name.replace(/\.\d+$/, ""));
  const took = [...spent].map(
    ([name, of]) => [name, of.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0)] as const,
  );
  return { ms, cpu: cpuSeconds(product.running.pid) - cpuBefore, steps: Object.fromEntries(took) };
}

function figuresOf(
  rounds: readonly { byHandMs: number; byHandCpu: number; first: Rendered; again: Rendered }[],
): Figure[] {
  const least = (of: (round: (typeof rounds)[number]) => number) => Math.min(...rounds.map(of));
  const [byHand, first, again] = [
    least((round) => round.byHandMs),
    least((round) => round.first.ms),
    least((round) => round.again.ms),
  ];
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const listed = Object.entries(rounds[0]?.first.steps ?? {}).map(([step, ms]) => `${step} ${seconds(ms)}`);
  const name = `${SECONDS} s, three formats of 1080p`;
  const [cpuFirst, cpuAgain] = [least((round) => round.first.cpu), least((round) => round.again.cpu)];
  return [
    {
      name: `${name}, rendered and verified`,
      value: first / byHand,
      unit: "x bare",
      limit: { most: 1.2 },
      detail: `${seconds(first)} to ${seconds(byHand)}`,
    },
    {
      name: `${name}, again with a clip elsewhere`,
      value: again / first,
      unit: "of the first",
      limit: { most: 0.4 },
      detail: `${seconds(again)} to ${seconds(first)}`,
    },
    {
      name: `${name}, processor time`,
      value: cpuFirst,
      unit: "s",
      detail: `by hand ${least((round) => round.byHandCpu).toFixed(1)} s, again ${cpuAgain.toFixed(1)} s; ${listed.join(", ")}`,
    },
  ];
}
