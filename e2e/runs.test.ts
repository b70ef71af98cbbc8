import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  accessibilityProblems,
  desktop,
  launchBrowser,
  openPage,
  patience,
  phone,
  sidewaysScroll,
} from "@videoflow/testing/browser";
import { makeClip } from "@videoflow/testing/clip";
import { Product } from "@videoflow/testing/product";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startJudge } from "./judge-server.ts";

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-runs-"));
const product = new Product("e2e");
const judge = await startJudge();
const slow = { timeout: 120_000, interval: 200 };
let api: ReturnType<Product["api"]>;
let browser: Browser;
let web: string;
let page: Page;
let errors: string[];
let clip: string;
let assetId: string;
let runId: string;

beforeAll(async () => {
  const ready = await product.start();
  if (!ready.web) throw new Error("The web app was not started");
  web = ready.web;
  api = product.api(ready);
  browser = await launchBrowser();
  ({ page, errors } = await openPage(browser, product));
  judge.answer("away");
  await product.ask("judge", "openai-compatible", "--url", judge.url, "--model", "thinker");
  clip = await makeClip(folder, 1);
});
afterAll(async () => {
  judge.close();
  await browser?.close();
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

const statusOf = async (id: string) => (await api.getRun({ runId: id })).status;
const step = (name: string) => page.getByRole("button", { name: new RegExp(`${name}\\b`) });

it("says that all is well while nothing has run", async () => {
  await page.goto(`${web}/dashboard`);
  await page.getByText("Nothing is wrong.").waitFor();
  await page.getByText("No run has ended in the last 24 hours.").waitFor();
});

it("shows a run that failed without a reload, with its problem", async () => {
  const { stdout } = await product.run("ingest", clip, "--wait", "--json");
  const result = JSON.parse(stdout) as { assetId: string; understanding: { runId: string } };
  ({ assetId } = result);
  ({ runId } = result.understanding);
  const problem = page.locator("summary").filter({ hasText: "judge_failed" });
  await problem.waitFor();
  expect(await problem.textContent()).toContain("Brief");
  const failed = page.getByRole("link", { name: /Failed/ });
  await expect.poll(() => failed.textContent(), patience).toBe("1Failed");
  // Not of the hour alone: a new one may have begun since.
  expect((await api.getPipelineHealth()).lastDay).toEqual({ succeeded: 1, failed: 1, rejected: 0 });
});

it("leads from the problem to the step that failed, with what it was given and what it wrote", async () => {
  await page.locator("summary").filter({ hasText: "judge_failed" }).click();
  await page
    .getByRole("listitem")
    .getByRole("link", { name: path.basename(clip) })
    .last()
    .click();
  await page.getByRole("heading", { name: `Understand of ${path.basename(clip)}` }).waitFor();
  const inspector = page.getByRole("region", { name: "Step Brief" });
  await inspector
    .getByText(/gave no answer/)
    .first()
    .waitFor();
  await expect.poll(() => inspector.getByRole("region", { name: "Input" }).textContent(), patience).toContain(assetId);
  await inspector.getByText("task.end").first().waitFor();
  await expect.poll(() => step("Scenes").count(), patience).toBe(1);
  expect(await step("Index").isDisabled()).toBe(true);
});

it("draws the run as graph and on a scale of time, and the address keeps which", async () => {
  await page.getByRole("button", { name: "Timeline" }).click();
  await page.waitForURL(/view=timeline/);
  await step("Captions").click();
  await page.getByRole("region", { name: "Step Captions" }).getByRole("region", { name: "Output" }).waitFor();
  await page.reload();
  await page.getByRole("region", { name: "Step Captions" }).waitFor();
  await page.getByRole("button", { name: "Graph" }).click();
  await page.locator(".react-flow__node").first().waitFor();
});

describe.each([
  { what: "light", options: { ...desktop, colorScheme: "light" } },
  { what: "dark", options: { ...desktop, colorScheme: "dark" } },
  { what: "on a phone", options: phone },
] as const)("is accessible and fits its width: $what", ({ options }) => {
  let opened: Awaited<ReturnType<typeof openPage>>;
  beforeAll(async () => {
    opened = await openPage(browser, product, options);
  });
  afterAll(() => opened.close());

  it.each([
    ["the dashboard", () => `${web}/dashboard`, "judge_failed"],
    ["the graph", () => `${web}/runs/${runId}?step=Brief`, "task.end"],
    ["the timeline", () => `${web}/runs/${runId}?view=timeline&step=Scenes`, "task.end"],
    ["the dead letters", () => `${web}/dashboard/dead-letters`, "There are no dead letters."],
    ["the runs that failed", () => `${web}/runs?status=failed`, "gave no answer"],
  ])("%s", async (_what, address, text) => {
    const { page } = opened;
    await page.goto(address());
    await page.getByText(text).first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });
});

it("goes on from the step that failed once it is redriven, and becomes green where it is looked at", async () => {
  judge.answer("right");
  await page.getByRole("button", { name: "Redrive" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Redrive the run" }).press("Enter");
  await page.locator("header").getByText("Done").waitFor(slow);
  await page.locator("header").getByText("redriven once").waitFor();
  const { steps } = await api.getRun({ runId });
  const attempts = (name: string) => steps.find((one) => one.name === name)?.attempts.map(({ status }) => status);
  expect([attempts("Scenes"), attempts("Brief")]).toEqual([["succeeded"], ["failed", "succeeded"]]);
  expect((await api.getAsset({ assetId })).understanding).toMatchObject({ status: "searchable", runId });
  await page.getByRole("link", { name: "Dashboard" }).click();
  await page.getByText("Nothing is wrong.").waitFor();
});

it("starts a run with edited input, after saying what is wrong with it", async () => {
  await page.goto(`${web}/runs/${runId}`);
  await page.getByRole("button", { name: "Replay" }).click();
  const dialog = page.getByRole("alertdialog");
  const input = dialog.getByLabel("Input");
  await expect.poll(() => input.inputValue(), patience).toContain(assetId);
  await input.fill("{");
  await dialog.getByText(/This is not JSON/).waitFor();
  expect(await dialog.getByRole("button", { name: "Start a new run" }).isDisabled()).toBe(true);
  await input.fill(JSON.stringify({ assetId, from: "Nothing" }));
  await dialog.getByRole("button", { name: "Start a new run" }).click();
  await dialog
    .getByRole("alert")
    .getByText(/from: /)
    .waitFor();
  judge.answer("silent");
  await input.fill(JSON.stringify({ assetId, from: "Brief" }));
  await dialog.getByRole("button", { name: "Start a new run" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/runs/") && !url.pathname.endsWith(runId));
});

it("says how far a run is that goes on: there, on the page of its asset, and on its card", async () => {
  const address = page.url();
  // Nobody answers in the step Brief, which begins there.
  await page.locator("header").getByText("90%").waitFor();
  await page.goto(`${web}/assets/${assetId}`);
  await page.getByText("90%").waitFor();
  const bar = page.getByRole("progressbar", { name: /^Understanding/ });
  expect(await bar.getAttribute("aria-valuenow")).toBe("90");
  await page.goto(web);
  expect(await bar.getAttribute("aria-valuenow")).toBe("90");
  await page.goto(address);
});

it("cancels a run that goes on, and its asset says so", async () => {
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel the run" }).click();
  await page.locator("header").getByText("An operator cancelled the run.").waitFor();
  expect((await api.getAsset({ assetId })).understanding).toMatchObject({
    status: "failed",
    reason: { code: "cancelled" },
  });
  await page.getByRole("button", { name: "Redrive" }).waitFor();
});

it("throws no error and breaks no rule of its own policy in all of this", () => expect(errors).toEqual([]));

it("ingests to the end what had lost its original, once that is back and the run is redriven", async () => {
  judge.answer("right");
  const s3 = new S3Client({ ...product.clientConfig, forcePathStyle: true });
  const film = await makeClip(folder, 2);
  const Bucket = product.resource("Input").name;
  const { derivatives } = await api.getAsset({ assetId });
  const workspaceId = /wsp_\w+/.exec(derivatives[0]?.uri ?? "")?.[0];
  const Key = `uploads/${workspaceId}/lost.mp4`;
  const put = async () => s3.send(new PutObjectCommand({ Bucket, Key, Body: await readFile(film) }));
  await put();
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  const failedIngest = async () =>
    (await api.listRuns({ status: "failed" })).items.find(({ workflow }) => workflow === "Ingest");
  await expect.poll(failedIngest, slow).toMatchObject({ reason: { code: "original_gone" } });
  const lost = await failedIngest();
  await put();
  expect(await product.run("redrive", lost?.runId ?? "")).toMatchObject({ code: 0 });
  await expect.poll(() => statusOf(lost?.runId ?? ""), slow).toBe("succeeded");
  expect((await api.getAsset({ assetId: lost?.assetId ?? "" })).status).toBe("ready");
  const { stdout } = await product.run("run", lost?.runId ?? "");
  expect(stdout).toMatch(/original_gone/);
  expect(await product.run("cancel", lost?.runId ?? "")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("nothing to cancel"),
  });
});
