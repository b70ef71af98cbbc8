import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { provideActor } from "@videoflow/core/actor";
import { technical } from "@videoflow/core/derivative/testing";
import { createId } from "@videoflow/core/id";
import { DEFAULT_WORKSPACE_ID } from "@videoflow/core/workspace/workspace.schema";
import { dropFiles, launchBrowser, openPage } from "@videoflow/testing/browser";
import type { Product } from "@videoflow/testing/product";
import type { Page } from "playwright-core";
import { type Figure, percentile } from "./figure.ts";
import { lighthouseScore, timingsOf } from "./page-timings.ts";
import { makePosters } from "./posters.ts";
import { inParallel } from "./search/fill.ts";
import { linkTo } from "./search/link.ts";

const ASSETS = 10_000;
const LOADS = 5;
/** So many pictures; who drops the same footage again has its picture once more. */
const POSTERS = 100;
const SCROLL_MS = 6_000;
/** What is scrolled in a frame, in CSS pixels: as one looks for something, three windows a second, and as one goes past, ten. */
const PACES = [
  { pace: "to be looked through", step: 40 },
  { pace: "in haste", step: 150 },
];
const DROPS = 20;
const WINDOW = { viewport: { width: 1350, height: 940 } };

/** It measures what is seen in a browser. */
export const needsWeb = true;

/**
 * The library's page, as it is built for production, in Chromium at a desk: on a library of 10,000 assets with pictures, on this
 * machine, whose processor draws them.
 */
export async function measure(product: Product): Promise<Figure[]> {
  linkTo(product);
  const { web = "" } = product.running;
  await provideActor({ workspaceId: DEFAULT_WORKSPACE_ID, who: "pipeline" }, () => makeLibrary(product));
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser, product, WINDOW);
    const figures = await loads(page, web);
    for (const pace of PACES) figures.push(await scroll(page, web, pace));
    return [...figures, await drop(page, web)];
  } finally {
    await browser.close();
  }
}

async function loads(page: Page, web: string): Promise<Figure[]> {
  const scores: number[] = [];
  const seen: string[] = [];
  for (let load = 0; load < LOADS; load++) {
    const timings = await timingsOf(page, web);
    scores.push(lighthouseScore(timings));
    seen.push(`${timings.largestPaintMs.toFixed(0)} ms`);
  }
  return [
    {
      name: "library, performance by Lighthouse's curves for a desktop, without throttling and speed index",
      value: percentile(scores, 0.5),
      unit: "of 100",
      limit: { least: 95 },
      detail: `largest paint ${seen.join(", ")}`,
    },
  ];
}

/** Scrolls evenly through the list. */
async function scroll(page: Page, web: string, { pace, step }: (typeof PACES)[number]): Promise<Figure> {
  await page.goto(web);
  // A page that is loaded again stands where it was left.
  await page.evaluate(() => scrollTo(0, 0));
  await page.getByRole("main").getByRole("listitem").first().waitFor();
  const frames = await page.evaluate(
    async ({ lasting, step }) => {
      const times: number[] = [];
      const startedAt = performance.now();
      for (let now = startedAt; now - startedAt < lasting; ) {
        scrollBy(0, step);
        now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
        times.push(now);
      }
      return times.slice(1).map((time, at) => time - (times[at] as number));
    },
    { lasting: SCROLL_MS, step },
  );
  const value = (frames.length * 1000) / frames.reduce((sum, ms) => sum + ms, 0);
  return {
    name: `${ASSETS} assets are scrolled ${pace}`,
    value,
    unit: "frames/s",
    limit: { least: 58 },
    detail: `p99 of a frame ${percentile(frames, 0.99).toFixed(1)} ms`,
  };
}

/** From the drop of a file to its card, at the top of the list. */
async function drop(page: Page, web: string): Promise<Figure> {
  const folder = await mkdtemp(path.join(tmpdir(), "videoflow-bench-"));
  const times: number[] = [];
  await page.goto(web);
  // What is dropped before the page has its scripts is left to the browser.
  await page.waitForLoadState("networkidle");
  // A page that is loaded again stands where it was left.
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator('[aria-posinset="1"]').waitFor();
  for (let count = 0; count < DROPS; count++) {
    const file = path.join(folder, `drop ${count}.mov`);
    await writeFile(file, `footage ${count}`);
    const seen = page.evaluate(async (name) => {
      const droppedAt = await new Promise<number>((resolve) =>
        addEventListener("drop", () => resolve(performance.now()), { capture: true, once: true }),
      );
      const isThere = () => [...document.querySelectorAll("main li")].some((card) => card.textContent?.includes(name));
      while (!isThere()) await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - droppedAt;
    }, path.basename(file));
    await dropFiles(page, [file]);
    times.push(await seen);
  }
  await rm(folder, { recursive: true });
  const detail = `median ${percentile(times, 0.5).toFixed(0)} ms`;
  return {
    name: "drop to visible card, p95",
    value: percentile(times, 0.95),
    unit: "ms",
    limit: { most: 300 },
    detail,
  };
}

async function makeLibrary(product: Product): Promise<void> {
  const posters = await makePosters(product, POSTERS);
  const Assets = await import("@videoflow/core/asset/asset");
  await inParallel(ASSETS, 16, async (at) => {
    const assetId = createId("ast");
    const key = `uploads/${DEFAULT_WORKSPACE_ID}/${assetId}/a.mov`;
    const linkedTo = posters[at % POSTERS] as string;
    const facts = { technical: technical(), hasThumbnail: true };
    const file = { name: `interview harbour take ${at}.mov`, bytes: 1_000_000, key, ...facts };
    await Assets.create({ assetId, status: "ready", linkedTo, ...file });
  });
}
