/** Takes the pictures of the running product that docs/pictures holds: `node e2e/pictures.ts`. Needs Chromium. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { launchBrowser, phone } from "@videoflow/testing/browser";
import { Product, root } from "@videoflow/testing/product";
import type { BrowserContextOptions, Page } from "playwright-core";
import { makeFootage } from "./understand-footage.ts";

const folder = path.join(root, "docs", "pictures");
mkdirSync(folder, { recursive: true });
const material = mkdtempSync(path.join(tmpdir(), "videoflow-pictures-"));

const light = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5, colorScheme: "light" } as const;
const dark = { ...light, colorScheme: "dark" } as const;
const handheld = { ...phone, deviceScaleFactor: 2, colorScheme: "light" } as const;

interface Picture {
  readonly name: string;
  readonly address: (tour: string, cut: string) => string;
  readonly options?: BrowserContextOptions;
  /** What is done on the page before it is taken. */
  readonly act?: (page: Page) => Promise<unknown>;
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name, exact: true }).click();
const asset = (query: string) => (tour: string) => `/assets/${tour}?${query}`;

const pictures: readonly Picture[] = [
  { name: "library", address: () => "/" },
  { name: "list", address: () => "/?view=list&sort=name", options: dark },
  { name: "search", address: () => "/?q=morning+ferry", act: press("Speech") },
  { name: "search-dark", address: () => "/?q=old+town+at+night", options: dark },
  { name: "search-phone", address: () => "/?q=morning+ferry", options: handheld },
  { name: "asset", address: asset("t=5000&in=4400&out=7400") },
  { name: "transcript", address: asset("panel=transcript&t=5000"), options: dark },
  { name: "scenes", address: asset("panel=scenes&t=9000") },
  { name: "seen", address: asset("panel=seen&t=1000"), options: dark },
  { name: "defects", address: asset("panel=defects&t=9000") },
  { name: "asset-phone", address: asset("panel=transcript&t=5000"), options: handheld },
  { name: "cuts", address: () => "/studio" },
  { name: "wizard", address: () => "/studio/new", options: dark },
  { name: "cut", address: (_tour, cut) => `/studio/${cut}` },
  { name: "cut-phone", address: (_tour, cut) => `/studio/${cut}`, options: handheld },
  { name: "dashboard", address: () => "/dashboard" },
  { name: "settings", address: () => "/settings" },
];

const product = new Product("e2e");
const browser = await launchBrowser();
try {
  const ready = await product.start();
  const { tour, memo, people } = await makeFootage(material);
  const samples = ["portrait-phone.mp4", "README.md"].map((name) => path.join(root, "samples", name));
  const { stdout } = await product.run("ingest", tour, memo, people, ...samples, "--wait", "--json");
  const lines = stdout.trim().split("\n");
  const results = lines.map((line) => JSON.parse(line) as { name: string; assetId: string });
  const tourId = String(results.find(({ name }) => name === "city-tour.mp4")?.assetId);
  await product.api(ready).markAsset({ assetId: tourId, tags: ["travel"], collections: ["Summer reel"] });
  const order = [
    "--duration",
    "9",
    "--brief",
    "The harbour and the old town",
    "--formats",
    "landscape:720,vertical:720",
  ];
  const [cut] = await product.ask("make", "news", "--from", tourId, ...order, "--wait");
  const cutId = String(cut?.cutId);
  for (const { name, address, options = light, act } of pictures) {
    const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(await product.signInLink());
    await page.goto(`${ready.web}${address(tourId, cutId)}`, { waitUntil: "networkidle" });
    if (address(tourId, cutId).startsWith("/assets/"))
      await page.waitForFunction(() => (document.querySelector("video")?.readyState ?? 0) >= 2);
    await act?.(page);
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
  await product.stop();
  rmSync(material, { recursive: true, force: true });
}
