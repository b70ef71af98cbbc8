import { KEPT, PRICES, PRICES_OF } from "./prices.ts";
import type { Bill, Usage } from "./usage.schema.ts";

/** What was used as a bill. Each line is rounded to a billionth of a dollar once, and the sum is of what is shown. */
export function billOf(usage: Usage): Bill {
  const { [KEPT.item]: keptBytes = 0, ...used } = usage;
  const lines = Object.entries(used).map(([item, quantity]) => lineOf(item, quantity));
  lines.sort((a, b) => (b.nanoUsd ?? 0) - (a.nanoUsd ?? 0) || (a.item < b.item ? -1 : 1));
  return {
    lines,
    nanoUsd: lines.reduce((sum, { nanoUsd }) => sum + (nanoUsd ?? 0), 0),
    keptBytes,
    monthlyNanoUsd: nano((keptBytes * KEPT.usd) / KEPT.per),
    prices: PRICES_OF,
  };
}

function lineOf(item: string, quantity: number): Bill["lines"][number] {
  const price = PRICES.get(item) ?? PRICES.get(withoutRegion(item));
  if (!price) return { service: serviceOf(item), item, quantity, unit: item, nanoUsd: null };
  const { service, unit, usd, per } = price;
  return { service, item, quantity, unit, nanoUsd: nano((quantity * usd) / per) };
}

const nano = (usd: number): number => Math.round(usd * 1e9);

/** An inference profile names a group of regions before the model: `us.amazon.nova-lite-v1:0`. It costs the same, unless the list has it. */
const withoutRegion = (item: string): string => item.replace(/\/(us|eu|apac|global)\./, "/");

const serviceOf = (item: string): string => (item.startsWith("bedrock.") ? "Bedrock" : (item.split(".")[0] ?? item));

/** Sums of a bill by service, dearest first. */
export function byService(bills: readonly { readonly lines: Bill["lines"] }[]): { service: string; nanoUsd: number }[] {
  const sums = new Map<string, number>();
  for (const { service, nanoUsd } of bills.flatMap(({ lines }) => lines))
    sums.set(service, (sums.get(service) ?? 0) + (nanoUsd ?? 0));
  return dearestFirst(sums);
}

export const dearestFirst = (sums: ReadonlyMap<string, number>): { service: string; nanoUsd: number }[] =>
  [...sums]
    .map(([service, nanoUsd]) => ({ service, nanoUsd }))
    .sort((a, b) => b.nanoUsd - a.nanoUsd || (a.service < b.service ? -1 : 1));
