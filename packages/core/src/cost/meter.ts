import { AsyncLocalStorage } from "node:async_hooks";
import type { Usage } from "./usage.schema.ts";

interface Meter {
  readonly counts: Map<string, number>;
  /** Memory of the function that runs, which costs by the time, in GB. */
  readonly memoryGb: number;
  /** Until when its time was counted. */
  countedMs: number;
}

const metering = new AsyncLocalStorage<Meter>();

/** Counts what an invocation of a function uses, its own memory and time included; `takeUsed` tells. */
export function metered<Result>(memoryMb: number, run: () => Result): Result {
  const meter: Meter = { counts: new Map(), memoryGb: memoryMb / 1024, countedMs: performance.now() };
  return metering.run(meter, () => {
    note("lambda.requests", 1);
    return run();
  });
}

/** Whether somebody wants to know what is used. */
export const isMetered = (): boolean => metering.getStore() !== undefined;

/** Notes that something was used; nothing where nobody counts. */
export function note(item: string, quantity: number): void {
  const meter = metering.getStore();
  if (meter && quantity > 0) meter.counts.set(item, (meter.counts.get(item) ?? 0) + quantity);
}

/** What was used since this was asked last: whoever asks has to keep it. */
export function takeUsed(): Usage {
  const meter = metering.getStore();
  if (!meter) return {};
  const now = performance.now();
  note("lambda.gbSeconds", (meter.memoryGb * (now - meter.countedMs)) / 1000);
  meter.countedMs = now;
  const usage = Object.fromEntries(meter.counts);
  meter.counts.clear();
  return usage;
}

export function sumOf(...usages: readonly (Usage | undefined)[]): Usage {
  const sum: Record<string, number> = {};
  for (const usage of usages)
    for (const [item, quantity] of Object.entries(usage ?? {})) sum[item] = rounded((sum[item] ?? 0) + quantity);
  return sum;
}

/** A millionth of anything is nothing, and digits of rounding errors are worse. */
const rounded = (quantity: number): number => Math.round(quantity * 1e6) / 1e6;
