import {
  accessibilityProblems,
  desktop,
  launchBrowser,
  openPage,
  patience,
  phone,
  sidewaysScroll,
} from "@videoflow/testing/browser";
import { Product, type Ready } from "@videoflow/testing/product";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

const COUNT = 400;
/** More cards than any of the windows shows with what is kept ready around it. */
const MOST_IN_DOCUMENT = 120;
const nameOf = (number: number) => `take ${String(number).padStart(4, "0")}.mov`;

const product = new Product("e2e");
let ready: Ready;
let web: string;
let browser: Browser;
let page: Page;
let errors: string[];

/** Assets whose bytes are never sent are as good as others for a list. */
async function fill(): Promise<void> {
  const api = product.api(ready);
  for (let first = 0; first < COUNT; first += 20) {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => api.beginUpload({ name: nameOf(first + index), bytes: 1 })),
    );
  }
}

beforeAll(async () => {
  ready = await product.start();
  if (!ready.web) throw new Error("The web app was not started");
  web = ready.web;
  await fill();
  browser = await launchBrowser();
  ({ page, errors } = await openPage(browser, product));
});
afterAll(async () => {
  await browser?.close();
  await product.stop();
});

const cards = (on = page) => on.getByRole("main").getByRole("listitem");
const positions = () => cards().evaluateAll((items) => items.map((item) => Number(item.ariaPosInSet)));

/** From the top of a row to that of the next, in CSS pixels. */
const pitch = () =>
  cards().evaluateAll((items) => {
    const tops = [...new Set(items.map((item) => item.getBoundingClientRect().top))].sort((a, b) => a - b);
    return (tops.at(-1) as number) - (tops.at(-2) as number);
  });

/** Waits until all cards that are there are whole. */
async function calm(): Promise<void> {
  const outlines = cards().filter({ hasNot: page.getByRole("link") });
  await expect.poll(() => outlines.count(), patience).toBe(0);
}

/** Scrolls to the end, and on as long as more comes. */
async function toTheEnd(): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
        return Math.max(...(await positions()));
      },
      { timeout: 40_000, interval: 200 },
    )
    .toBe(COUNT);
}

it("is scrolled through to its first asset with few cards in the document at any time", async () => {
  await page.goto(web);
  await cards().first().waitFor();
  await toTheEnd();
  expect(await cards().count()).toBeLessThan(MOST_IN_DOCUMENT);
  expect(await cards().last().getAttribute("aria-setsize")).toBe(String(COUNT));
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(async () => Math.min(...(await positions())), patience).toBe(1);
  expect(await cards().count()).toBeLessThan(MOST_IN_DOCUMENT);
});

it("shows outlines while it rushes by, as high as the cards that take their place when it is calm", async () => {
  await page.goto(web);
  await cards().first().waitFor();
  const before = await pitch();
  const outlines = await page.evaluate(async () => {
    let most = 0;
    for (let frame = 0; frame < 40; frame++) {
      scrollBy(0, innerHeight / 2);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      most = Math.max(most, document.querySelectorAll("main li:not(:has(a))").length);
    }
    return most;
  });
  expect(outlines).toBeGreaterThan(0);
  await calm();
  expect(await pitch()).toBeCloseTo(before, 1);
});

it("shows each asset once, in the order of the list", async () => {
  const listed: string[] = [];
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const answer = await product.api(ready).listAssets({ limit: 100, cursor });
    listed.push(...answer.items.map(({ name }) => name));
    cursor = answer.cursor;
  }
  const seen = new Map<number, string>();
  for (let top = 0; seen.size < COUNT; top += 1200) {
    await page.evaluate((to) => scrollTo(0, to), top);
    await expect
      .poll(
        () =>
          cards().evaluateAll((items) => {
            const boxes = items.map((item) => item.getBoundingClientRect());
            const whole = items.every((item) => item.querySelector("a"));
            return whole && (Math.min(...boxes.map(({ top }) => top)) <= 120 || scrollY === 0);
          }),
        patience,
      )
      .toBe(true);
    const shown = await cards().evaluateAll((items) =>
      items.map((item) => [Number(item.ariaPosInSet), item.querySelector("p")?.textContent ?? ""] as const),
    );
    for (const [position, name] of shown) seen.set(position, name);
    if (top > 1_000_000) throw new Error(`Only ${seen.size} of ${COUNT} assets were seen`);
  }
  expect(listed.map((_, index) => seen.get(index + 1))).toEqual(listed);
});

it("keeps the card with the focus, however far one scrolls, and goes on from it by keyboard", async () => {
  await page.evaluate(() => scrollTo(0, 0));
  const third = cards().and(page.locator('[aria-posinset="3"]'));
  await third.getByRole("link").focus();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  await expect
    .poll(async () => (await positions()).filter((position) => position > 100).length, patience)
    .toBeGreaterThan(0);
  const focused = () => page.evaluate(() => document.activeElement?.closest("li")?.ariaPosInSet);
  expect(await focused()).toBe("3");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("4");
});

it("walks through the cards by keyboard alone, beyond what was in the document at first", async () => {
  await page.evaluate(() => scrollTo(0, 0));
  await cards().and(page.locator('[aria-posinset="1"]')).getByRole("link").focus();
  // The first row was kept with the focus; those below have come by in a rush.
  await calm();
  for (let position = 2; position <= 130; position++) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("li")?.ariaPosInSet)).toBe(String(position));
  }
});

it("shows what is new at its top, while it is open", async () => {
  await page.evaluate(() => scrollTo(0, 0));
  await product.api(ready).beginUpload({ name: "brand new.mov", bytes: 1 });
  await cards().and(page.locator('[aria-posinset="1"]')).filter({ hasText: "brand new.mov" }).waitFor(patience);
});

it.each([
  { what: "on a desktop", options: desktop },
  { what: "on a phone", options: phone },
] as const)("is accessible and fits its width: $what", async ({ options }) => {
  const { page, close } = await openPage(browser, product, options);
  await page.goto(web);
  await cards(page).first().waitFor();
  await page.evaluate(() => scrollTo(0, 3000));
  await expect.poll(() => cards(page).count(), patience).toBeLessThan(MOST_IN_DOCUMENT);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await close();
});

it("throws no error in all of this", () => expect(errors).toEqual([]));
