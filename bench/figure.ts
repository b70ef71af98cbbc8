/** One line of the result: a figure, and the limit that the project sets itself for it. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** `{ most: 1.15 }` or `{ least: 200 }`; without one the figure is shown for comparison only. */
  readonly limit?: { readonly most: number } | { readonly least: number };
  /** What it was made of, e.g. both sides of a ratio. */
  readonly detail?: string;
}

export function holds({ value, limit }: Figure): boolean | undefined {
  if (!limit) return undefined;
  return "most" in limit ? value <= limit.most : value >= limit.least;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? Number.NaN;
}

/** As many digits as say something. */
export function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3);
}
