import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  accessibilityProblems,
  desktop,
  launchBrowser,
  openPage,
  patience,
  phone,
  sidewaysScroll,
} from "@videoflow/testing/browser";
import { Product } from "@videoflow/testing/product";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

const received: (string | undefined)[] = [];
const receiver = createServer((request, response) => {
  received.push(String(request.headers["webhook-id"]));
  request.resume();
  response.writeHead(received.length === 1 ? 500 : 204).end("sorry");
});

const product = new Product("hooks");
let browser: Browser;
let web: string;
let page: Page;
let errors: string[];
let hook: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const ready = await product.start();
  if (!ready.web) throw new Error("The web app was not started");
  web = ready.web;
  browser = await launchBrowser();
  ({ page, errors } = await openPage(browser, product));
});
afterAll(async () => {
  await browser?.close();
  await product.stop();
  receiver.close();
});

it("begins with a form, and says what is wrong with an address", async () => {
  await page.goto(`${web}/webhooks`);
  await page.getByLabel("Address").fill("https://169.254.169.254/hook");
  await page.getByRole("button", { name: "Add webhook" }).click();
  await page.getByRole("alert").getByText("not a public address").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

it("adds a webhook by keyboard alone, and shows its secret once", async () => {
  await page.getByLabel("Address").fill(hook);
  await page.getByLabel("What it is for").fill("Tests");
  await page.getByLabel("What it is for").press("Enter");
  await page.getByText(/whsec_/).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "I have it" }).click();
  await page.reload();
  await page.getByRole("link", { name: hook }).waitFor();
  expect(await page.getByText(/whsec_/).count()).toBe(0);
});

it("sends a test, shows that it failed and that it came again, and replays it with the same id", async () => {
  await page.getByRole("link", { name: hook }).click();
  await page.getByRole("heading", { name: hook }).waitFor();
  await page.getByRole("button", { name: "Send a test" }).click();
  const deliveries = page.getByRole("main").locator("details");
  await deliveries.first().locator("summary").focus();
  await page.keyboard.press("Enter");
  await page.getByText("sorry").waitFor();
  await page.getByText("Delivered", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => deliveries.count(), patience).toBe(2);
  await expect.poll(() => page.getByText("Delivered", { exact: true }).count(), patience).toBe(2);
  expect(received).toHaveLength(3);
  expect(new Set(received).size).toBe(1);
});

it.each([
  { what: "light", options: { ...desktop, colorScheme: "light" } },
  { what: "dark", options: { ...desktop, colorScheme: "dark" } },
  { what: "on a phone", options: phone },
] as const)("is accessible and fits its width: $what", async ({ options }) => {
  const { page: other, close } = await openPage(browser, product, options);
  for (const address of [`${web}/webhooks`, page.url()]) {
    await other.goto(address);
    await other.getByText(hook).first().waitFor();
    for (const summary of await other.locator("summary").all()) await summary.click();
    expect(await accessibilityProblems(other)).toEqual([]);
    expect(await sidewaysScroll(other)).toBe(0);
  }
  await close();
});

it("is listed, replayed and removed by the command, too", async () => {
  const [webhook] = await product.ask("webhooks", "list");
  expect(webhook).toMatchObject({ url: hook, enabled: true });
  const id = String(webhook?.webhookId);
  const deliveries = await product.ask("webhooks", "deliveries", id);
  expect(deliveries.map(({ status }) => status)).toEqual(["delivered", "delivered"]);
  await product.ask("webhooks", "replay", id, String(deliveries[0]?.deliveryId));
  await expect.poll(() => received.length, patience).toBe(4);
  await product.ask("webhooks", "remove", id);
  expect((await product.run("webhooks", "list", "--json")).stdout).toBe("");
});

it("throws no error and breaks no rule of its own policy in all of this", () => expect(errors).toEqual([]));
