import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { dropFiles, launchBrowser, openPage } from "@videoflow/testing/browser";
import type { Product } from "@videoflow/testing/product";
import type { Page } from "playwright-core";
import { type Figure, percentile } from "./figure.ts";
import { timed } from "./timed.ts";
import { writeFile } from "./write-file.ts";

const BYTES = 1_000_000_000;
const ROUNDS = 3;
const FILES = 500;
/** What a person feels as a hitch. */
const HITCH_MS = 100;
const PATIENCE_MS = 240_000;

/** It measures what is seen in a browser. */
export const needsWeb = true;

/** Uploads by the page, as it is built for production, in Chromium on this machine: one large file, and many small ones at once. */
export async function measure(product: Product): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "videoflow-upload-"));
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser, product);
    await page.goto(product.running.web ?? "");
    return [await oneLargeFile(product, page, folder), await manyFiles(page, folder)];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the drop until the bucket has put the parts together, against the time in which the disk takes the same bytes in. Both alternate. */
async function oneLargeFile(product: Product, page: Page, folder: string): Promise<Figure> {
  const ratios: number[] = [];
  const seen: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const file = path.join(folder, `large ${round}.mov`);
    await writeFile(file, BYTES);
    const diskMs = await timed(() => writeFile(path.join(product.directory, "bench.bin"), BYTES));
    await rm(path.join(product.directory, "bench.bin"));
    const pageMs = await timed(async () => {
      await dropFiles(page, [file]);
      await page.getByRole("heading", { name: "1 file uploaded" }).waitFor({ timeout: PATIENCE_MS });
    });
    ratios.push(diskMs / pageMs);
    seen.push(`${(pageMs / 1000).toFixed(2)} s to ${(diskMs / 1000).toFixed(2)} s`);
    await rm(file);
    await workedOn(product);
    await page.getByRole("button", { name: "Close" }).click();
  }
  return {
    name: "1 GB by the page, of the disk's own speed",
    value: percentile(ratios, 0.5),
    unit: "",
    limit: { least: 0.8 },
    detail: seen.join(", "),
  };
}

/** Until nothing reads what was uploaded any more: the next round is to have the machine to itself. */
async function workedOn(product: Product): Promise<void> {
  const api = product.api({ api: product.resource("Api").url ?? "" });
  for (;;) {
    const { items } = await api.listAssets({ limit: 10 });
    if (items.every(({ status }) => status === "rejected" || status === "failed")) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function manyFiles(page: Page, folder: string): Promise<Figure> {
  const many = path.join(folder, "many");
  mkdirSync(many);
  for (let at = 0; at < FILES; at++) writeFileSync(path.join(many, `take ${at}.mov`), randomBytes(20_000 + at));
  await page.evaluate(() => {
    const seen = globalThis as unknown as { tasks: number[] };
    seen.tasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.tasks.push(duration);
    }).observe({ type: "longtask" });
  });
  const ms = await timed(async () => {
    await dropFiles(page, [many]);
    // By role it would be looked for in all of the page, again and again, which is work of the page's own thread.
    await page.locator("h2", { hasText: `${FILES} files uploaded` }).waitFor({ timeout: PATIENCE_MS });
  });
  const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
  const blocked = tasks.reduce((sum, task) => sum + Math.max(0, task - 50), 0);
  return {
    name: `the longest that the page does not answer while ${FILES} files go up`,
    value: Math.max(0, ...tasks),
    unit: "ms",
    limit: { most: HITCH_MS },
    detail: `${tasks.length} tasks beyond 50 ms, ${blocked.toFixed(0)} ms of them beyond it, in ${(ms / 1000).toFixed(1)} s`,
  };
}
