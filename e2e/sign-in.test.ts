import { accessibilityProblems, launchBrowser, openPage, patience } from "@videoflow/testing/browser";
import { Product } from "@videoflow/testing/product";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

const product = new Product("e2e-sign-in");
let browser: Browser;
let web: string;
let api: string;

beforeAll(async () => {
  const ready = await product.start();
  [web, api] = [ready.web ?? "", ready.api];
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product.stop();
});

const heading = (page: Page, name: string) => page.getByRole("heading", { name }).waitFor();
const emptyLibrary = (page: Page) => heading(page, "Drop footage here");

it("shows a stranger nothing but the way in, which leads to the stage's own identity provider and no further", async () => {
  const page = await browser.newPage();
  await page.goto(`${web}/runs`);
  expect(page.url()).toBe(`${web}/sign-in?to=%2Fruns`);
  await heading(page, "Sign in");
  expect(await page.getByRole("navigation").count()).toBe(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("link", { name: "Sign in" }).click();
  await heading(page, "Who are you?");
  await page.close();
});

it("lets in by a one-time link, once", async () => {
  const link = await product.signInLink();
  const page = await browser.newPage();
  await page.goto(link);
  await emptyLibrary(page);
  expect(page.url()).toBe(`${web}/`);
  const other = await (await browser.newContext()).newPage();
  expect((await other.goto(link))?.status()).toBe(403);
  await heading(other, "This link has been used");
  await other.context().close();
  await page.context().close();
});

it("keeps its session where no script can read it", async () => {
  const { page, errors, close } = await openPage(browser, product);
  await emptyLibrary(page);
  const cookies = (await page.context().cookies()).filter(({ name }) => /^(access|refresh|identity)-/.test(name));
  expect(cookies.map(({ name, httpOnly, sameSite }) => [name.split("-")[0], httpOnly, sameSite]).sort()).toEqual([
    ["access", true, "Lax"],
    ["identity", true, "Lax"],
    ["refresh", true, "Lax"],
  ]);
  const kept = await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toMatch(/eyJ|access-|refresh-/);
  expect(errors).toEqual([]);
  await close();
});

it("renews a session whose access token is over, for the page that is asked for and for the one that is open", async () => {
  const { page, errors, close } = await openPage(browser, product);
  await emptyLibrary(page);
  await page.context().clearCookies({ name: /^access-/ });
  await page.goto(`${web}/runs`);
  await heading(page, "Nothing has run yet");
  await page.context().clearCookies({ name: /^access-/ });
  const renewed = page.waitForResponse(`${web}/auth/token`);
  await page.reload();
  expect((await renewed).status()).toBe(200);
  expect(errors).toEqual([]);
  await close();
});

const SESSION = /^(access|refresh)-/;

it("leads who has no session any more through signing in, and back to where they were", async () => {
  const { page, close } = await openPage(browser, product);
  await emptyLibrary(page);
  // A page that is open leaves by itself when it hears that the session is over, which is the next test.
  await page.goto("about:blank");
  await page.context().clearCookies({ name: SESSION });
  await page.goto(`${web}/?status=failed`);
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  await expect.poll(() => page.url(), patience).toBe(`${web}/?status=failed`);
  await close();
});

it("leads an open page whose session is over through signing in, and back to where it was", async () => {
  const { page, close } = await openPage(browser, product);
  await emptyLibrary(page);
  // The page is there, and when it asks for its token for the second time the session is over.
  await page.route(
    `${web}/auth/token`,
    async (route) => {
      await page.context().clearCookies({ name: SESSION });
      await route.abort();
    },
    { times: 1 },
  );
  let loads = 0;
  page.on("load", () => loads++);
  await page.goto(`${web}/?status=failed`);
  await expect.poll(() => loads, patience).toBe(2);
  expect(page.url()).toBe(`${web}/?status=failed`);
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  await close();
});

it("gives nobody a token but its own pages", async () => {
  const { page, close } = await openPage(browser, product);
  await emptyLibrary(page);
  for (const route of ["token", "sign-out"]) {
    const answer = await page.context().request.get(`${web}/auth/${route}`, { maxRedirects: 0 });
    expect([route, answer.status()]).toEqual([route, 403]);
  }
  await close();
});

it("makes a key for some parts of the API and for a time, shows its secret once, and tells when it was used", async () => {
  const { page, close } = await openPage(browser, product);
  await page.goto(`${web}/access`);
  await page.getByLabel("What it is for").fill("Newsroom");
  await page.getByLabel("Good for").selectOption("a week");
  await page.getByLabel("Parts of the API").selectOption("only some");
  await page.getByRole("button", { name: "Make a key" }).click();
  await page.getByText("Choose at least one part").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("checkbox", { name: /^assets/ }).check();
  await page.getByRole("button", { name: "Make a key" }).click();
  const secret = await page.locator("code").filter({ hasText: /^vfk_/ }).textContent();
  await page.getByRole("button", { name: "I have it" }).click();
  const row = page.getByRole("list", { name: "API keys" }).getByRole("listitem").filter({ hasText: "Newsroom" });
  expect(await row.textContent()).toMatch(/viewer, only for assets;.*good until .*never used/);

  const ask = (what: string) => fetch(api + what, { headers: { authorization: `Bearer ${secret}` } });
  expect([(await ask("/assets")).status, (await ask("/runs")).status]).toEqual([200, 403]);
  await page.reload();
  await row.getByText(/last used/).waitFor();
  await close();
});

it("says who is signed in, and signs out", async () => {
  const { page, close } = await openPage(browser, product);
  await emptyLibrary(page);
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByText("owner@this-machine.local, admin").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("link", { name: "Sign out" }).click();
  await heading(page, "Sign in");
  const names = (await page.context().cookies()).map(({ name }) => name);
  expect(names.filter((name) => SESSION.test(name))).toEqual([]);
  await page.goto(web);
  await heading(page, "Sign in");
  await close();
});
