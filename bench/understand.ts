import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Product } from "@videoflow/testing/product";
import type { Figure } from "./figure.ts";
import { makeSpokenFootage } from "./spoken-footage.ts";
import { type HandRun, type Material, understandByHand, wakeEngines } from "./understand-by-hand.ts";

/** Shorter footage, for a look at the benchmark itself: the limit is for a minute. */
const SECONDS = Number(process.env.VIDEOFLOW_BENCH_SECONDS ?? 60);
const ROUNDS = Number(process.env.VIDEOFLOW_BENCH_ROUNDS ?? 3);

interface Ingested {
  readonly ms: number;
  readonly timingsMs: Readonly<Record<string, number>>;
  readonly material: Material;
}

/**
 * From drop to searchable against the engines' own times by hand, of footage in which somebody speaks and people are seen. Both
 * sides alternate, and each finds the engines awake. A first round is not counted: it brings the material for the engines.
 */
export async function measure(product: Product): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "videoflow-understand-"));
  try {
    const source = path.join(folder, "source.mp4");
    await makeSpokenFootage(folder, source, SECONDS);
    const picture = readFileSync(path.join(folder, "room-1.jpg"));
    const { material } = await ingest(product, source, folder, "first");
    const byHand: HandRun[] = [];
    const whole: Ingested[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await wakeEngines(product, picture);
      byHand.push(await understandByHand(product, source, path.join(folder, `hand-${round}`), material));
      await wakeEngines(product, picture);
      whole.push(await ingest(product, source, folder, String(round)));
    }
    return figuresOf(byHand, whole, material);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Drops the footage, and waits until it is searchable. */
async function ingest(product: Product, source: string, folder: string, round: string): Promise<Ingested> {
  // Another comment in the file makes other bytes of it: a known fingerprint would be linked, not processed.
  const fresh = path.join(folder, `fresh-${round}.mp4`);
  const comment = ["-metadata", `comment=${folder} ${round}`];
  execFileSync("ffmpeg", ["-v", "error", "-y", "-i", source, "-c", "copy", ...comment, fresh]);
  const startedAt = performance.now();
  const [result = {}] = await product.ask("ingest", fresh, "--wait");
  const ms = performance.now() - startedAt;
  rmSync(fresh);
  const { understanding, derivatives, timingsMs } = result as {
    understanding?: { status: string; reason?: object };
    derivatives: { kind: string; url?: string }[];
    timingsMs: Record<string, number>;
  };
  if (understanding?.status !== "searchable")
    throw new Error(
      `The footage is ${result.status}, ${understanding?.status}: ${JSON.stringify(understanding?.reason)}`,
    );
  const read = async (kind: string) => {
    const response = await fetch(derivatives.find((derivative) => derivative.kind === kind)?.url ?? "");
    return (await response.json()) as { frames: { index: number }[]; scenes: { description: string }[] };
  };
  const [{ frames }, { scenes }] = await Promise.all([read("samples"), read("scenes")]);
  const material = {
    frames: frames.map(({ index }) => index),
    texts: scenes.map(({ description }) => description),
  };
  return { ms, timingsMs, material };
}

function figuresOf(byHand: readonly HandRun[], whole: readonly Ingested[], { frames, texts }: Material): Figure[] {
  const fastest = <Run extends { readonly ms: number }>(runs: readonly Run[]) =>
    runs.reduce((best, run) => (run.ms < best.ms ? run : best));
  const [hand, ingested] = [fastest(byHand), fastest(whole)];
  const name = `${SECONDS} s 1080p`;
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
  const listed = (times: Readonly<Record<string, number>>) =>
    Object.entries(times)
      .map(([part, ms]) => `${part} ${seconds(ms)}`)
      .join(", ");
  return [
    {
      name: `${name}, drop to searchable`,
      value: ingested.ms / hand.ms,
      unit: "x engines by hand",
      limit: { most: 1.2 },
      detail: `${seconds(ingested.ms)} to ${seconds(hand.ms)}; ${frames.length} frames, ${texts.length} scenes`,
    },
    { name: `${name}, by hand`, value: hand.ms / 1000, unit: "s", detail: listed(hand.parts) },
    { name: `${name}, steps`, value: ingested.ms / 1000, unit: "s", detail: listed(ingested.timingsMs) },
  ];
}
