import type { Page } from "playwright-core";

/** Milliseconds since a page was asked for, but for the shift, which has no unit. */
export interface Timings {
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  /** How long the page could not answer: of each task longer than 50 ms, what is beyond that. */
  readonly blockedMs: number;
  /** How much of what is seen moved by itself. */
  readonly shift: number;
}

const SETTLED_MS = 3_000;

/** Loads a page anew, without anything kept of it, and watches it until it has come to rest. */
export async function timingsOf(page: Page, url: string): Promise<Timings> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.goto("about:blank");
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(SETTLED_MS);
  const timings = await page.evaluate(async () => {
    const entriesOf = (type: string) =>
      new Promise<PerformanceEntryList>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
        setTimeout(resolve, 500, []);
      });
    const paints = performance.getEntriesByName("first-contentful-paint");
    const largest = await entriesOf("largest-contentful-paint");
    const tasks = await entriesOf("longtask");
    const shifts = (await entriesOf("layout-shift")) as (PerformanceEntry & { value: number })[];
    return {
      firstPaintMs: paints[0]?.startTime ?? Number.NaN,
      largestPaintMs: largest.at(-1)?.startTime ?? Number.NaN,
      blockedMs: tasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
      shift: shifts.reduce((sum, { value }) => sum + value, 0),
    };
  });
  await session.detach();
  return timings;
}

/**
 * Lighthouse's scoring of version 10 and later for a desktop: by each metric the value that scores .9 and the one that scores
 * .5, on a log-normal curve, and its weight. https://developer.chrome.com/docs/lighthouse/performance/performance-scoring
 */
const CURVES: Readonly<Record<keyof Timings, readonly [good: number, median: number, weight: number]>> = {
  firstPaintMs: [934, 1600, 10],
  largestPaintMs: [1200, 2400, 25],
  blockedMs: [150, 350, 30],
  shift: [0.1, 0.25, 25],
};

/** From 0 to 100. The fifth metric, the speed index (weight 10), needs a film of the page and is left out. */
export function lighthouseScore(timings: Timings): number {
  const scored = Object.entries(CURVES).map(([name, [good, median, weight]]) => {
    const value = timings[name as keyof Timings];
    return { weight, score: weight * (value <= 0 ? 1 : above(value, good, median)) };
  });
  const sum = (of: "weight" | "score") => scored.reduce((total, one) => total + one[of], 0);
  return (100 * sum("score")) / sum("weight");
}

/** The tenth of a normal distribution lies beyond so many deviations. */
const TENTH = 1.28155;

function above(value: number, good: number, median: number): number {
  const deviations = (Math.log(value / median) / Math.log(median / good)) * TENTH;
  return (1 - erf(deviations / Math.SQRT2)) / 2;
}

/** The error function to 1.5e-7. Abramowitz and Stegun 7.1.26. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - series * Math.exp(-x * x));
}
