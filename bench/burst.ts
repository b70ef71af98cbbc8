import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeClip } from "@videoflow/testing/clip";
import type { Product } from "@videoflow/testing/product";
import type { Figure } from "./figure.ts";
import { memoryMb, watchMemory } from "./memory.ts";

const FILES = 200;

/** Many small files dropped at once: all become ready, none is worked on twice, and the cloud's process stays small. */
export async function measure(product: Product): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "videoflow-burst-"));
  try {
    const files: string[] = [];
    for (let index = 0; index < FILES; index++) files.push(await makeClip(folder, index));
    const { pid } = product.running;
    const memory = watchMemory(pid);
    const startedAt = performance.now();
    const results = await product.ask("ingest", ...files, "--wait", "--until", "ready");
    const seconds = (performance.now() - startedAt) / 1000;
    const ready = results.filter(({ status }) => status === "ready").length;
    const runs = await product.ask("runs", "--limit", "1000");
    const different = new Set(runs.map(({ assetId, workflow }) => `${assetId} ${workflow}`));
    const highest = memory.stop();
    return [
      {
        name: `of ${FILES} small files ready`,
        value: ready,
        unit: "files",
        limit: { least: FILES },
        detail: `${seconds.toFixed(1)} s`,
      },
      { name: "worked on twice", value: runs.length - different.size, unit: "runs", limit: { most: 0 } },
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
