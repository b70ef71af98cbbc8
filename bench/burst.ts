import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Figure } from "./figure.ts";
import { makeClip } from "./footage.ts";
import { memoryMb, type Product, watchMemory } from "./product.ts";

const FILES = 200;

/** Many small files dropped at once: all become ready, none is worked on twice, and the cloud's process stays small. */
export async function measure(product: Product): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "videoflow-burst-"));
  try {
    const files = Array.from({ length: FILES }, (_, index) =>
      path.join(folder, `clip-${String(index).padStart(3, "0")}.mp4`),
    );
    for (const [index, file] of files.entries()) await makeClip(file, index);
    const { pid } = product.running;
    const memory = watchMemory(pid);
    const startedAt = performance.now();
    const results = await product.run("ingest", ...files, "--wait", "--until", "ready", "--json");
    const seconds = (performance.now() - startedAt) / 1000;
    const ready = results.filter(({ status }) => status === "ready").length;
    const runs = await product.run("runs", "--limit", "1000", "--json");
    const assets = new Set(runs.map(({ assetId }) => assetId));
    const highest = memory.stop();
    return [
      {
        name: `of ${FILES} small files ready`,
        value: ready,
        unit: "files",
        limit: { least: FILES },
        detail: `${seconds.toFixed(1)} s`,
      },
      { name: "worked on twice", value: runs.length - assets.size, unit: "files", limit: { most: 0 } },
      {
        name: "memory of the cloud's process",
        value: highest,
        unit: "MB",
        limit: { most: 400 },
        detail: `now ${memoryMb(pid).toFixed(0)} MB`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
