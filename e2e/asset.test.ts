import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  accessibilityProblems,
  desktop,
  launchBrowser,
  openPage,
  patience,
  phone,
  sidewaysScroll,
} from "@videoflow/testing/browser";
import { film, startWithFilm } from "@videoflow/testing/prepared-library";
import { Product } from "@videoflow/testing/product";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-asset-"));
const product = new Product("e2e");
let browser: Browser;
let address: string;
let page: Page;
let errors: string[];

beforeAll(async () => {
  const { web, assetId } = await startWithFilm(product);
  address = `${web}/assets/${assetId}`;
  browser = await launchBrowser();
  ({ page, errors } = await openPage(browser, product));
  await page.goto(address);
});
afterAll(async () => {
  await browser?.close();
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

const video = () => page.locator("video");
const currentTime = () => video().evaluate((element: HTMLVideoElement) => element.currentTime);
const timecode = () => page.getByTestId("timecode").textContent();

it("plays the proxy", async () => {
  await page.getByRole("button", { name: "play", exact: true }).click();
  await expect.poll(currentTime, patience).toBeGreaterThan(0.2);
  expect(await video().evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(960);
  await page.keyboard.press("k");
  await expect.poll(() => video().evaluate((element: HTMLVideoElement) => element.paused), patience).toBe(true);
});

it("goes frame by frame", async () => {
  await page.keyboard.press("Home");
  for (let frame = 0; frame < 3; frame++) await page.keyboard.press(".");
  await expect.poll(timecode, patience).toBe("00:00:00:03");
  await page.getByRole("button", { name: "One frame back (,)" }).click();
  await expect.poll(timecode, patience).toBe("00:00:00:02");
});

it("shows the storyboard over the time line", async () => {
  await expect
    .poll(() => video().evaluate((element: HTMLVideoElement) => element.textTracks[0]?.cues?.length ?? 0), patience)
    .toBeGreaterThan(3);
  await page.locator("media-time-range").hover();
  const preview = page.locator("media-time-range media-preview-thumbnail img");
  await preview.waitFor();
  await expect
    .poll(() => preview.evaluate((image: HTMLImageElement) => image.naturalWidth), patience)
    .toBeGreaterThan(0);
});

it("goes to where the waveform is clicked", async () => {
  const waveform = page.getByRole("slider", { name: "Position in the sound" });
  const { width, height } = (await waveform.boundingBox()) ?? { width: 0, height: 0 };
  await waveform.click({ position: { x: width / 2, y: height / 2 } });
  await expect.poll(currentTime, patience).toBeCloseTo(6, 0);
});

it.each([
  { what: "player", address: /\/_next\/static\/.*\.js/, holds: (text: string) => text.includes("media-controller") },
  { what: "video", address: /proxy\.mp4\?/, holds: () => true },
])("goes to what is clicked before the $what is there", async ({ address: held, holds }) => {
  const { page, close } = await openPage(browser, product);
  const clicked = Promise.withResolvers<void>();
  let count = 0;
  await page.route(held, async (route) => {
    const response = await route.fetch();
    if (holds(await response.text())) {
      count++;
      await clicked.promise;
    }
    await route.fulfill({ response });
  });
  await page.goto(`${address}?panel=scenes`);
  const scene = page.getByRole("button", { name: /^Scene \d+, 0:0[1-9]/ }).first();
  const [, start] = /, 0:0(\d)/.exec((await scene.getAttribute("aria-label")) ?? "") ?? [];
  await scene.click();
  await expect.poll(() => count, patience).toBeGreaterThan(0);
  clicked.resolve();
  await expect
    .poll(
      () => page.locator("video").evaluate(({ currentTime }: HTMLVideoElement) => Math.floor(currentTime)),
      patience,
    )
    .toBe(Number(start));
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await close();
});

it("says what the file is", async () => {
  const facts = (await page.getByRole("complementary").textContent()) ?? "";
  for (const fact of ["H.264", "1280×720", "25 fps", "AAC", "stereo"]) expect(facts).toContain(fact);
});

const saved = async (on: Page, click: () => Promise<void>) => {
  const [download] = await Promise.all([on.waitForEvent("download"), click()]);
  const { size } = statSync(await download.path());
  return { name: download.suggestedFilename(), size };
};
const original = (on: Page) => on.getByRole("link", { name: "Original" });

it("saves the original and the derivatives under the asset's name", async () => {
  expect(await saved(page, () => original(page).click())).toEqual({
    name: "city-tour.mp4",
    size: statSync(film).size,
  });
  const proxy = await saved(page, () => page.getByRole("link", { name: "Download the proxy" }).click());
  expect(proxy.name).toBe("city-tour.proxy.mp4");
  expect(proxy.size).toBeGreaterThan(1000);
});

it("saves an original whose name has letters of all kinds", async () => {
  const odd = path.join(folder, "Ünï 映画 (1) 'take'; 100%.mp4");
  copyFileSync(film, odd);
  const { stdout } = await product.run("ingest", odd, "--again", "--wait", "--json");
  const { assetId } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  const { page, close } = await openPage(browser, product);
  await page.goto(address.replace(/[^/]+$/, assetId));
  // Browsers themselves put another letter in the place of those that some file systems do not take.
  expect((await saved(page, () => original(page).click())).name).toMatch(/^Ünï 映画 \(1\) 'take'; 100.\.mp4$/);
  await close();
});

it("lists the derivatives, each with a link to it", async () => {
  const rows = page.getByRole("region", { name: "Derivatives" }).getByRole("row");
  const kinds = await rows.getByRole("rowheader").allInnerTexts();
  // What understands the footage adds its own in its time.
  expect(kinds).toEqual(expect.arrayContaining(["Audio", "Frames", "Poster", "Proxy", "Storyboard", "Waveform"]));
  const proxy = rows.filter({ hasText: "Proxy" }).getByRole("link");
  const answer = await page.request.get((await proxy.getAttribute("href")) ?? "", { headers: { range: "bytes=0-99" } });
  expect(answer.status()).toBe(206);
});

it("shows the run's steps with how long each took", async () => {
  const steps = await page.getByRole("region", { name: "Steps" }).getByRole("listitem").allTextContents();
  expect(steps.length).toBeGreaterThan(4);
  for (const step of steps) expect(step).toMatch(/^Done.*\d (ms|s|min)/);
});

it.each([
  { what: "light", options: { ...desktop, colorScheme: "light" } },
  { what: "dark", options: { ...desktop, colorScheme: "dark" } },
  { what: "on a phone", options: phone },
] as const)("is accessible and fits its width: $what", async ({ options }) => {
  const { page, close } = await openPage(browser, product, options);
  await page.goto(address);
  await page.locator("media-play-button").waitFor();
  await page.getByRole("region", { name: "Steps" }).getByRole("listitem").first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await close();
});

it("says that an asset does not exist, and leads back to the library", async () => {
  await page.goto(address.replace(/[^_]+$/, "01JZX3V6Q5R8T9W2Y4A6C8E0G1"));
  await page.getByRole("heading", { name: "There is no such asset" }).waitFor();
  await page.goto(address.slice(0, -3));
  await page.getByRole("heading", { name: "This address names no asset" }).waitFor();
  await page.getByRole("link", { name: "To the library", exact: true }).click();
  await page.getByRole("heading", { name: "Library" }).waitFor();
});

it("breaks no rule of its own policy in all of this", () =>
  expect(errors.filter((error) => error.includes("Content Security Policy"))).toEqual([]));
