import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import {
  accessibilityProblems,
  desktop,
  launchBrowser,
  openPage,
  patience,
  phone,
  sidewaysScroll,
} from "@videoflow/testing/browser";
import { startWithFilm } from "@videoflow/testing/prepared-library";
import { Product } from "@videoflow/testing/product";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

/** For a cut to be composed, and to be rendered, on a machine with other work. */
const MAKING = { timeout: 120_000 };

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-studio-"));
const product = new Product("e2e");
let browser: Browser;
let web: string;
let page: Page;
let errors: string[];
let cutUrl: string;

beforeAll(async () => {
  const ready = await startWithFilm(product);
  if (!ready.web) throw new Error("The web app was not started");
  web = ready.web;
  browser = await launchBrowser();
  ({ page, errors } = await openPage(browser, product));
});
afterAll(async () => {
  await browser?.close();
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The footer's button leads to the next step; the same word above is the step itself. */
const next = (step: string) => page.locator("form").getByRole("button", { name: step }).click();

/** Plays what is in a page until its clock has moved. */
async function plays(where: Page): Promise<void> {
  await where
    .locator("video")
    .first()
    .evaluate((video: HTMLVideoElement) => {
      video.muted = true;
      return video.play();
    });
  await where.waitForFunction(() => (document.querySelector("video")?.currentTime ?? 0) > 0.5);
}

it("says what is missing, step by step, and keeps what was written over a reload", async () => {
  await page.goto(`${web}/studio`);
  await page.getByRole("link", { name: "New cut" }).click();
  await page.getByText("Choose what the cut is for.").waitFor();
  await page.getByLabel("News").check();
  await next("Footage");
  await page.getByText("Choose at least one asset.").waitFor();
  await page.getByLabel("city-tour.mp4").check();
  await page.reload();
  await page.getByText("1 asset chosen").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

it("shows what a search would find while it is written", async () => {
  await page.getByLabel("What a search finds").check();
  await page.getByLabel("What to search for").fill("harbour");
  await page.getByText(/moments; the best are/).waitFor();
  await page
    .getByRole("button", { name: /^Must be in the cut/ })
    .first()
    .waitFor();
  await page.getByLabel("Assets that I choose").check();
});

it("tells what the cut will take, and orders it", async () => {
  await next("Brief");
  await page.getByLabel("What the cut is to tell").fill("The harbour, the hills and the night windows of the city");
  await page.getByLabel("Length in seconds").fill("8");
  await next("Formats");
  for (const format of ["Landscape", "Vertical"]) {
    await page.getByRole("checkbox", { name: format, exact: false }).first().check();
    await page.getByLabel(`Lines of ${format}`).selectOption("540");
  }
  await page.getByLabel("HLS of Landscape").check();
  await next("Brand");
  await next("Review");
  await page.getByText(/^About \$/).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Order the cut" }).click();
  await page.waitForURL(/\/studio\/cut_/);
  cutUrl = page.url();
});

it("shows why each clip is there, and what the six gates found, before anything is rendered", async () => {
  await page.getByRole("status").getByText("To be approved").waitFor(MAKING);
  await page.getByRole("list").getByRole("button").first().click();
  await page.getByRole("heading", { name: "What it rests on" }).waitFor();
  await page.waitForURL(/item=/);
  await page.getByRole("tab", { name: "Gates" }).click();
  await expect.poll(() => page.getByText("Passed", { exact: true }).count(), patience).toBe(6);
  expect(await accessibilityProblems(page)).toEqual([]);
});

it("tries what else could stand in a clip's place by a click on it, and gives it up again", async () => {
  await page.getByRole("tab", { name: "Clip" }).click();
  await page.getByRole("button", { name: "Look for alternatives" }).click();
  await page
    .getByRole("button", { name: /^city-tour\.mp4, / })
    .first()
    .click();
  const change = page.getByRole("region", { name: "A change to this version" });
  await change.getByRole("listitem").first().waitFor(patience);
  await change.getByRole("status").waitFor(patience);
  await change.getByRole("button", { name: "Give it up" }).click();
  await change.waitFor({ state: "detached" });
});

it("renders what was approved, and plays each format", async () => {
  await page.getByRole("tab", { name: "Reviews" }).click();
  await page.getByRole("button", { name: "Approve version 1" }).click();
  await page.getByRole("status").getByText("Finished").waitFor(MAKING);
  await plays(page);
  await page.getByRole("button", { name: "Vertical" }).click();
  await plays(page);
  expect(
    await page
      .locator("video")
      .first()
      .evaluate((video: HTMLVideoElement) => video.videoHeight),
  ).toBe(960);
  expect(await accessibilityProblems(page)).toEqual([]);
});

it("is shown to whoever has its link, until that is revoked", async () => {
  await page.goto(`${cutUrl}?panel=files`);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByRole("link", { name: /\/share\// }).getAttribute("href");
  const context = await browser.newContext(phone);
  const guest = await context.newPage();
  await guest.goto(String(link));
  await plays(guest);
  const stream = await guest.getByRole("link", { name: /master\.m3u8$/ }).getAttribute("href");
  expect(await heightsOf(String(stream))).toEqual([540, 360]);
  expect(await accessibilityProblems(guest)).toEqual([]);
  expect(await sidewaysScroll(guest)).toBe(0);
  await page.getByRole("button", { name: /^Revoke/ }).click();
  await expect.poll(() => page.getByRole("button", { name: /^Revoke/ }).count(), patience).toBe(0);
  await guest.reload();
  await guest.getByRole("heading", { name: "This link is not good any more" }).waitFor();
  expect((await fetch(String(stream))).status).toBe(404);
  await context.close();
});

/** How many lines the pictures have that a player finds at the address of a stream: it follows all lists, and opens each rung. */
async function heightsOf(stream: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ffprobe", [
    ...["-v", "error", "-select_streams", "v", "-show_entries", "stream=height", "-of", "csv=p=0", stream],
  ]);
  return [...new Set(stdout.match(/\d+/g)?.map(Number))].sort((a, b) => b - a);
}

it("is told on the page of its footage, and before that is deleted", async () => {
  await page.goto(web);
  await page.waitForLoadState("networkidle");
  await page.getByRole("link", { name: "city-tour.mp4" }).click();
  const cuts = page.getByRole("list", { name: "Cuts" });
  await cuts.getByRole("link").first().waitFor();
  await cuts.getByRole("button").first().click();
  await expect.poll(() => page.url(), patience).toMatch(/[?&]t=\d+/);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page
    .getByRole("alertdialog")
    .getByText(/It is used in 1 cut\./)
    .waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Not now" }).click();
  await cuts.getByRole("link").last().click();
  await page.waitForURL(new RegExp(new URL(cutUrl).pathname));
  await page.goto(`${cutUrl}?panel=files`);
});

it("shows what a timeline that was edited elsewhere changes, and makes it the next version", async () => {
  const saved = path.join(folder, "cut.otio");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /^Download .*\.otio$/ }).click(),
  ]);
  await download.saveAs(saved);
  writeFileSync(saved, shortened(readFileSync(saved, "utf8")));
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByLabel("Import an edited timeline").setInputFiles(saved);
  await page
    .getByRole("listitem")
    .filter({ hasText: /ends .* earlier/ })
    .waitFor(patience);
  await page.getByText("It passes the gates.").waitFor();
  await page.getByRole("button", { name: "Keep it as a new version" }).click();
  await page.getByText("Version 2", { exact: true }).first().waitFor();
});

/** What an editor does: the last clip ends two frames earlier, on every track on which it is. */
function shortened(text: string): string {
  const timeline = JSON.parse(text) as Timeline;
  const itemOf = (clip: Clip | undefined) => clip?.metadata.videoflow?.item;
  const last = itemOf(timeline.tracks.children[0]?.children.at(-1));
  for (const { children } of timeline.tracks.children)
    for (const clip of children) if (itemOf(clip) === last) clip.source_range.duration.value -= 2;
  return JSON.stringify(timeline);
}

interface Clip {
  readonly metadata: { readonly videoflow?: { readonly item: string } };
  readonly source_range: { readonly duration: { value: number } };
}
interface Timeline {
  readonly tracks: { readonly children: readonly { readonly children: readonly Clip[] }[] };
}

it("fits a phone, in the dark, and can be had by keyboard alone", async () => {
  const { page: small, errors: found, close } = await openPage(browser, product, { ...phone, colorScheme: "dark" });
  for (const where of ["/studio", "/studio/new?step=brand", new URL(cutUrl).pathname]) {
    await small.goto(web + where);
    await small.getByRole("heading", { level: 1 }).waitFor();
    expect(await accessibilityProblems(small)).toEqual([]);
    expect(await sidewaysScroll(small)).toBe(0);
  }
  expect(found).toEqual([]);
  await close();
  await page.setViewportSize(desktop.viewport);
  await page.goto(cutUrl);
  const first = page.getByRole("list").getByRole("button").first();
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/item=/);
  expect(errors).toEqual([]);
});
