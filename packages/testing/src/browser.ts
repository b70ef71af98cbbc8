import { accessSync, constants } from "node:fs";
import path from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { Product } from "./product.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/** How long to poll for what a page shows of its own accord, on a machine with other work. */
export const patience = { timeout: 20_000 };

export const desktop = { viewport: { width: 1280, height: 800 } } satisfies BrowserContextOptions;
export const phone = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
} satisfies BrowserContextOptions;

/** Starts the system's Chromium: `CHROMIUM_PATH`, else what is on `PATH`. */
export function launchBrowser(): Promise<Browser> {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  // In a locale without UTF-8 it cannot give a saved file a name of all letters, and calls it "download".
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  return chromium.launch({ executablePath: findChromium(), args, env });
}

/**
 * Opens a page, signed in as the stage's owner, whose errors fail the test that collects them: what scripts throw, and what
 * the page's policy forbids.
 */
export async function openPage(browser: Browser, product: Product, options: BrowserContextOptions = desktop) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(await product.signInLink());
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) errors.push(message.text());
  });
  return { page, errors, close: () => context.close() };
}

/** Drops files from this machine's disk on the middle of a page, as a hand with a mouse does. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const drop = await holdFiles(page, files);
  await drop();
}

/** Holds files over the page, where they stay until they are dropped by what this resolves with. */
export async function holdFiles(page: Page, files: readonly string[]): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: files.map((file) => path.resolve(file)), dragOperationsMask: 1 };
  const drag = (type: "dragEnter" | "dragOver" | "drop") =>
    session.send("Input.dispatchDragEvent", { type, x: 400, y: 400, data });
  await drag("dragEnter");
  await drag("dragOver");
  return async () => {
    await drag("drop");
    await session.detach();
  };
}

/** Rules of WCAG 2.2 AA that a page breaks, with the elements that break them. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.cancel())));
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await axe.run({ runOnly: { type: "tag", values: tags } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  });
}

/** How far a page can be scrolled sideways, in pixels: 0 where everything fits. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

function findChromium(): string {
  const { CHROMIUM_PATH, PATH = "" } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  const candidates = PATH.split(path.delimiter).flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  const found = candidates.find(isExecutable);
  if (!found)
    throw new Error(`No Chromium on PATH (${NAMES.join(", ")}): apt-get install chromium, or set CHROMIUM_PATH`);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
