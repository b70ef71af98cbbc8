import { setTimeout as sleep } from "node:timers/promises";
import { provideActor } from "@videoflow/core/actor";
import { putAsset } from "@videoflow/core/cut/crew/stage-testing";
import { library, orderOf } from "@videoflow/core/cut/crew/testing";
import { DEFAULT_WORKSPACE_ID } from "@videoflow/core/workspace/workspace.schema";
import type { Product } from "@videoflow/testing/product";
import { createEmbeddings } from "./embeddings.ts";
import { type Figure, percentile } from "./figure.ts";
import { fill, inParallel } from "./search/fill.ts";
import { linkTo } from "./search/link.ts";

const MINUTES = 15;
const ASSETS = 40;
const RUNS = 5;
/** Of whatever texts: how long a search takes is all the same. */
const vectorOf = createEmbeddings({ dimension: 512, clusters: 100, spread: 0.8 });

/** From ten hours of footage that were understood to a spec that passed the gates, by rules. */
export async function measure(product: Product): Promise<Figure[]> {
  linkTo(product);
  const sources = library({ seed: 77, assets: ASSETS, minutes: MINUTES });
  const hours = sources.reduce((sum, { durationMs }) => sum + durationMs, 0) / 3_600_000;
  return provideActor({ workspaceId: DEFAULT_WORKSPACE_ID, who: "operator" }, async () => {
    process.stderr.write(
      `  ${hours.toFixed(1)} hours, ${sources.reduce((sum, { scenes }) => sum + scenes.length, 0)} scenes\n`,
    );
    await inParallel(sources.length, 4, async (at) => {
      const source = sources[at];
      if (!source) return;
      const { assetId } = await putAsset(source);
      const vectors = source.scenes.map(({ index }) => Array.from(vectorOf(1000 * at + index)));
      await fill({ assetId, scenes: source.scenes, vectors });
    });
    const { order } = await import("@videoflow/core/cut/start");
    const { row } = await import("@videoflow/core/cut/row");
    const Run = await import("@videoflow/core/run/run");
    const compose = async (number: number): Promise<number> => {
      const wanted = orderOf({
        ...{ useCase: (["news", "aftermovie", "wrapped"] as const)[number % 3] as "news", targetMs: 60_000 },
        ...{
          footage: { by: "assets", assetIds: sources.map(({ assetId }) => assetId) },
          brief: "How the mayor opens the bridge by the river.",
        },
      });
      const { cutId, runId } = await order({ ...wanted, render: "when_approved" });
      for (;;) {
        const { startedAt, endedAt } = await Run.get(runId);
        if (endedAt) {
          const { status, reason } = await row(cutId);
          if (status !== "composed") throw new Error(`${cutId} is ${status}: ${reason?.message}`);
          return (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
        }
        await sleep(50);
      }
    };
    const cold = await compose(0);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) times.push(await compose(run));
    const detail = times.map((seconds) => seconds.toFixed(1)).join(", ");
    return [
      {
        name: `from ${hours.toFixed(0)} hours of footage to a spec`,
        value: percentile(times, 0.5),
        unit: "s",
        limit: { most: 5 },
        detail,
      },
      { name: "the same, when every function starts anew", value: cold, unit: "s" },
    ];
  });
}
