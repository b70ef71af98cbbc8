import { setTimeout as sleep } from "node:timers/promises";
import type { Product } from "@videoflow/testing/product";

/** What is ready is being understood: waits until no run works any more, so that nothing else is measured with what is. */
export async function untilIdle(product: Product): Promise<void> {
  while ((await runsAtWork(product)).length > 0) await sleep(1000);
}

/** Ends all runs that still work. For footage whose understanding nobody needs. */
export async function stopRuns(product: Product): Promise<void> {
  for (const { runId } of await runsAtWork(product)) await product.ask("cancel", String(runId));
  await untilIdle(product);
}

async function runsAtWork(product: Product): Promise<Record<string, unknown>[]> {
  return (await product.ask("runs")).filter(({ status }) => status === "running");
}
