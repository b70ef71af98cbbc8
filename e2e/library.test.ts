import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import {
  accessibilityProblems,
  desktop,
  dropFiles,
  holdFiles,
  launchBrowser,
  openPage,
  patience,
  phone,
  sidewaysScroll,
} from "@videoflow/testing/browser";
import { Product, root } from "@videoflow/testing/product";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

const film = path.join(root, "samples", "city-tour.mp4");
const folder = mkdtempSync(path.join(tmpdir(), "videoflow-library-"));
const notes = path.join(folder, "minutes of the meeting.mov");
writeFileSync(notes, "These are words, and not footage at all.\n".repeat(20));

const product = new Product("e2e");
let browser: Browser;
let web: string;
let page: Page;
let errors: string[];

beforeAll(async () => {
  const ready = await product.start();
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

const cards = () => page.getByRole("main").getByRole("listitem");
const card = (name: string) => cards().filter({ has: page.getByText(name, { exact: true }) });

it("needs less than 200 kB of script at first", async () => {
  const html = await (await fetch(web)).text();
  // What is for browsers without modules is loaded by none that the app is for.
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  const scripts = tags.map(([, src]) => new URL(String(src), web));
  const sizes = await Promise.all(
    scripts.map(async (url) => gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).byteLength),
  );
  expect(sizes.length).toBeGreaterThan(2);
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(200_000);
});

it("says what to do while the library is empty", async () => {
  await page.goto(web);
  await page.getByRole("heading", { name: "Drop footage here" }).waitFor();
  expect(await page.getByText("npm start -- samples/").isVisible()).toBe(true);
});

it("takes dropped files: footage up to ready with its picture, something else up to its rejection with the reason", async () => {
  await dropFiles(page, [film, notes]);
  await card("city-tour.mp4").waitFor();

  const poster = card("city-tour.mp4").locator("img");
  await poster.waitFor({ timeout: 120_000 });
  await expect
    .poll(() => poster.evaluate((image: HTMLImageElement) => image.naturalWidth), patience)
    // A card has the thumbnail: half of the poster.
    .toBe(480);
  const text = await card("city-tour.mp4").textContent();
  expect(text).toContain("0:12");
  expect(text).toContain("1280×720");

  const refused = card(path.basename(notes));
  await refused.getByText("Rejected").waitFor();
  expect(await refused.textContent()).toContain("not footage");
});

it("runs through the storyboard under the mouse", async () => {
  const frame = card("city-tour.mp4").locator("img");
  await frame.hover({ position: { x: 40, y: 60 } });
  const tile = page.getByTestId("storyboard").locator("div");
  await tile.waitFor();
  const place = () => tile.evaluate((element) => getComputedStyle(element).backgroundPosition);
  const first = await place();
  await frame.hover({ position: { x: 150, y: 60 } });
  await expect.poll(place, patience).not.toBe(first);
});

it("narrows the library down to a state, which is in the address", async () => {
  await page.getByRole("button", { name: "Rejected" }).click();
  await page.waitForURL(/status=rejected/);
  await expect.poll(() => cards().count(), patience).toBe(1);
  await page.reload();
  expect(await page.getByRole("button", { name: "Rejected" }).getAttribute("aria-pressed")).toBe("true");
  await page.goBack();
  await card("city-tour.mp4").waitFor();
});

it("does not take a card from under the hand that clicks on it when the scripts come", async () => {
  await page.goto(web, { waitUntil: "commit" });
  const link = await card("city-tour.mp4").getByRole("link").elementHandle();
  await page.waitForLoadState("networkidle");
  expect(await link?.evaluate((element) => element.isConnected)).toBe(true);
});

it("says so when the API does not answer, keeps what was loaded, and goes on when it is back", async () => {
  await page.context().setOffline(true);
  await page.getByText("No connection to the API.").waitFor();
  expect(await card("city-tour.mp4").isVisible()).toBe(true);
  await page.context().setOffline(false);
  await page.getByText("No connection to the API.").waitFor({ state: "detached" });
});

it.each([
  { what: "light", options: { ...desktop, colorScheme: "light" } },
  { what: "dark", options: { ...desktop, colorScheme: "dark" } },
  { what: "on a phone", options: phone },
] as const)("is accessible and fits its width: $what", async ({ options }) => {
  const { page, close } = await openPage(browser, product, options);
  await page.goto(web);
  await page.getByText("city-tour.mp4").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await close();
});

it("leads by keyboard alone from the top of the page to an asset", async () => {
  await page.goto(web);
  await card("city-tour.mp4").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.textContent?.includes("city-tour.mp4"))) break;
  }
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "city-tour.mp4" }).waitFor();
});

it("fetches a page of the bar when a hand comes near it, and not before", async () => {
  const { page, close } = await openPage(browser, product);
  const isRuns = (url: string) => new URL(url).pathname === "/runs";
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(web);
  await page.waitForLoadState("networkidle");
  expect(asked.filter(isRuns)).toEqual([]);
  const fetched = page.waitForRequest((request) => isRuns(request.url()));
  await page.getByRole("link", { name: "Runs", exact: true }).hover();
  await fetched;
  expect(page.url()).toBe(new URL(web).href);
  await close();
});

it("lists the runs by the names of their assets, and names the asset of a run", async () => {
  await page.getByRole("link", { name: "Runs" }).click();
  const row = (name: string) => page.getByRole("row").filter({ hasText: name });
  const ingested = row("city-tour.mp4").filter({ hasText: "Ingest" });
  await ingested.waitFor();
  expect(await row(path.basename(notes)).textContent()).toContain("not footage");
  expect(await accessibilityProblems(page)).toEqual([]);
  await ingested.getByRole("link").click();
  await page.getByRole("heading", { name: "Ingest of city-tour.mp4" }).waitFor();
});

const tray = () => page.getByRole("region", { name: "Uploads" });
/** Drops on a page that is ready for it: one that is not would be left for the file. */
const drop = async (dropped: string) => {
  await page.waitForLoadState("networkidle");
  await dropFiles(page, [dropped]);
};

it("takes what is dropped in the moment when what was under the mouse is gone", async () => {
  const { page, close } = await openPage(browser, product);
  await page.goto(web);
  await page.waitForLoadState("networkidle");
  const drop = await holdFiles(page, [film]);
  await page.getByText("Drop to upload").waitFor();
  await page.evaluate(() => document.querySelector("main")?.remove());
  await drop();
  await page.getByRole("region", { name: "Uploads" }).getByRole("link", { name: "city-tour.mp4" }).waitFor();
  await close();
});

it("invites to drop no longer than something is held over it, though it is not told that it was left", async () => {
  await page.goto(web);
  await page.waitForLoadState("networkidle");
  await holdFiles(page, [film]);
  await page.getByText("Drop to upload").waitFor();
  await page.getByText("Drop to upload").waitFor({ state: "detached" });
  expect(await tray().count()).toBe(0);
});

it("does not send what is there already: it says where, and takes it out of the trash", async () => {
  await page.goto(web);
  await drop(film);
  const asset = tray().getByRole("link", { name: "city-tour.mp4" });
  await asset.waitFor();
  expect(await tray().textContent()).toContain("In the library already, as city-tour.mp4");
  expect(await accessibilityProblems(page)).toEqual([]);
  const assetId = String(await asset.getAttribute("href")).replace("/assets/", "");
  await tray().getByRole("button", { name: "Skip city-tour.mp4" }).click();
  await tray().waitFor({ state: "detached" });

  // It is understood meanwhile, and can be deleted when it is.
  const deleted = async () => (await product.run("delete", assetId)).code;
  await expect.poll(deleted, { timeout: 120_000, interval: 1000 }).toBe(0);
  await page.reload();
  await drop(film);
  await tray().getByText("In the trash as city-tour.mp4").waitFor();
  await tray().getByRole("button", { name: "Restore city-tour.mp4" }).click();
  await card("city-tour.mp4").waitFor();
  await tray().getByRole("button", { name: "Close" }).click();
  expect((await product.ask("assets")).filter(({ name }) => name === "city-tour.mp4")).toHaveLength(1);
});

it("goes on with a dropped folder after a pause and after the page was left, and sends no part twice", async () => {
  const dropped = path.join(folder, "card");
  mkdirSync(dropped);
  writeFileSync(path.join(dropped, "long take.mov"), randomBytes(40_000_000));
  writeFileSync(path.join(dropped, "long take.srt"), "1\n00:00:00,000 --> 00:00:01,000\nHello\n");
  const sent: string[] = [];
  let held = true;
  await page.route(/partNumber=/, async (route) => {
    const number = String(new URL(route.request().url()).searchParams.get("partNumber"));
    if (held && number !== "1") return;
    await route.continue();
    sent.push(number);
  });

  await page.goto(web);
  await drop(dropped);
  await tray().getByText("Uploading 1 file").waitFor();
  await expect.poll(() => sent, patience).toEqual(["1"]);
  await tray()
    .getByText(/16\.\d MB of 40\.0 MB/)
    .first()
    .waitFor();
  await tray().getByRole("button", { name: "Pause all" }).click();
  await tray().getByText("1 file paused").waitFor();
  await page.reload();
  await tray().getByText("1 file was interrupted").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  held = false;
  await drop(dropped);
  await tray().getByText("1 file uploaded").waitFor();
  expect(await tray().textContent()).toContain("with long take.srt");
  expect(sent.sort()).toEqual(["1", "2", "3"]);
});

it("throws no error and breaks no rule of its own policy in all of this", () => expect(errors).toEqual([]));
