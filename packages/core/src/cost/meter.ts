import { AsyncLocalStorage } from "node:async_hooks";
import type { Usage } from "./usage.schema.ts";

interface Meter {
  readonly counts: Map<string, number>;
  /** What the machine that runs costs by the time, for each second. */
  readonly aSecond: Usage;
  /** Until when its time was counted. */
  countedMs: number;
}

const metering = new AsyncLocalStorage<Meter>();

/** Counts what an invocation of a function uses, its own memory and time included; `takeUsed` tells. */
export const metered = <Result>(memoryMb: number, run: () => Result): Result =>
  counting({ "lambda.gbSeconds": memoryMb / 1024 }, () => {
    note("lambda.requests", 1);
    return run();
  });

/** The same of a container on Fargate, for as long as `run` takes. */
export const meteredContainer = <Result>(cpus: number, memoryMb: number, run: () => Result): Result =>
  counting({ "fargate.cpuSeconds": cpus, "fargate.gbSeconds": memoryMb / 1024 }, run);

function counting<Result>(aSecond: Usage, run: () => Result): Result {
  return metering.run({ counts: new Map(), aSecond, countedMs: performance.now() }, run);
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
  for (const [item, quantity] of Object.entries(meter.aSecond)) note(item, (quantity * (now - meter.countedMs)) / 1000);
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
