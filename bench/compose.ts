import { setTimeout as sleep } from "node:timers/promises";
import { provideActor } from "@videoflow/core/actor";
import { putLibrary } from "@videoflow/core/cut/crew/stage-testing";
import { library, orderOf } from "@videoflow/core/cut/crew/testing";
import { DEFAULT_WORKSPACE_ID } from "@videoflow/core/workspace/workspace.schema";
import type { Product } from "@videoflow/testing/product";
import { type Figure, percentile } from "./figure.ts";
import { linkTo } from "./search/link.ts";

const MINUTES = 15;
const ASSETS = 40;
const RUNS = 5;
const COLLECTION = "all";

/** From ten hours of footage that were understood to a spec that passed the gates, by rules. */
export async function measure(product: Product): Promise<Figure[]> {
  linkTo(product);
  const sources = library({ seed: 77, assets: ASSETS, minutes: MINUTES });
  const hours = sources.reduce((sum, { durationMs }) => sum + durationMs, 0) / 3_600_000;
  return provideActor({ workspaceId: DEFAULT_WORKSPACE_ID, who: "operator" }, async () => {
    process.stderr.write(
      `  ${hours.toFixed(1)} hours, ${sources.reduce((sum, { scenes }) => sum + scenes.length, 0)} scenes\n`,
    );
    await putLibrary(sources);
    const { order } = await import("@videoflow/core/cut/start");
    const { row } = await import("@videoflow/core/cut/row");
    const Run = await import("@videoflow/core/run/run");
    const compose = async (number: number): Promise<number> => {
      const wanted = orderOf({
        ...{ useCase: (["news", "aftermovie", "wrapped"] as const)[number % 3] as "news", targetMs: 60_000 },
        ...{
          footage: { by: "collection", collection: COLLECTION },
          brief: "How the mayor opens the bridge by the river.",
        },
      });
      const { cutId, runId } = await order({ ...wanted, render: "when_approved" });
      for (;;) {
        const { status, reason } = await row(cutId);
        if (status === "composed") break;
        if (status !== "composing") throw new Error(`${cutId} is ${status}: ${reason?.message}`);
        await sleep(50);
      }
      const { startedAt, endedAt = "" } = await Run.get(runId);
      return (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
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
