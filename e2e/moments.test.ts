import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
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
import { Product, root } from "@videoflow/testing/product";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-moments-"));
const product = new Product("e2e");
let api: ReturnType<Product["api"]>;
let browser: Browser;
let web: string;
let tour: string;
let memo: string;
let page: Page;
let errors: string[];

/** Footage with a sidecar, which lies beside it, and a memo whose words a machine hears and does not quite understand. */
beforeAll(async () => {
  const samples = ["city-tour.mp4", "city-tour.srt", "voice-memo.mp3"];
  for (const name of samples) copyFileSync(path.join(root, "samples", name), path.join(folder, name));
  const ready = await product.start();
  if (!ready.web) throw new Error("The web app was not started");
  web = ready.web;
  api = product.api(ready);
  const footage = ["city-tour.mp4", "voice-memo.mp3"].map((name) => path.join(folder, name));
  const results = await product.ask("ingest", ...footage, "--wait");
  const idOf = (name: string) => String(results.find((result) => result.name === name)?.assetId);
  [tour, memo] = [idOf("city-tour.mp4"), idOf("voice-memo.mp3")];
  browser = await launchBrowser();
  ({ page, errors } = await openPage(browser, product));
});
afterAll(async () => {
  await browser?.close();
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

const box = (on = page) => on.getByRole("textbox", { name: "Search moments" });
const moments = (on = page) => on.locator("#moments > li");
const currentTime = () => page.locator("video").evaluate((video: HTMLVideoElement) => video.currentTime);
/** Opens the page of an asset, with its player and all that is known of it. */
async function openAsset(query = "", on = page, assetId = tour): Promise<void> {
  await on.goto(`${web}/assets/${assetId}${query}`);
  await on.waitForFunction(() => (document.querySelector("video")?.readyState ?? 0) >= 1);
  await on.getByRole("slider", { name: "Scenes" }).waitFor();
}

describe("the search", () => {
  beforeEach(() => page.goto(web));

  it("leads by keyboard alone from a word to the moment in the player", async () => {
    // The page is there before it listens to keys.
    const press = async () => {
      await page.keyboard.press("/");
      return box().evaluate((element) => element === document.activeElement);
    };
    await expect.poll(press, patience).toBe(true);
    await page.keyboard.type("old town");
    await moments().first().getByText("Behind the").waitFor();
    expect(await moments().first().locator("mark").allTextContents()).toEqual(["old", "town"]);
    expect(await moments().first().textContent()).toContain("By words, 1st");
    expect(page.url()).toContain("q=old+town");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/assets/${tour}\\?.*t=400\\d`));
    await expect.poll(() => page.locator("video").count(), patience).toBe(1);
    await expect.poll(currentTime, patience).toBeCloseTo(4, 1);
    await page.goBack();
    await expect.poll(() => box().inputValue(), patience).toBe("old town");
  });

  it("asks when a pause is made, and not with every letter", async () => {
    const asked: string[] = [];
    page.on("request", (request) => request.url().includes("/search?") && asked.push(request.url()));
    await box().pressSequentially("morning ferry", { delay: 15 });
    await expect.poll(() => asked.at(-1), patience).toContain("q=morning+ferry");
    await moments().first().getByText("leaves at nine").waitFor();
    expect(asked.length).toBeLessThan("morning ferry".length / 2);
  });

  it("does not show the answer to what is no longer asked", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\/search\?.*q=harbour/, async (route) => {
      await held;
      await route.continue().catch(() => {});
    });
    const broken = page.waitForEvent("requestfailed", (request) => request.url().includes("q=harbour"));
    await Promise.all([page.waitForRequest(/q=harbour/), box().fill("harbour")]);
    await box().fill("old town");
    expect((await broken).failure()?.errorText).toContain("ERR_ABORTED");
    release();
    await moments().first().getByText("Behind the").waitFor();
    await page.unroute(/\/search\?.*q=harbour/);
  });

  it("is narrowed down by what the moments have, which is in the address", async () => {
    await page.goto(`${web}/?q=night`);
    await moments().first().waitFor();
    const all = await moments().count();
    await page.getByRole("button", { name: "Speech", exact: true }).click();
    await page.getByRole("button", { name: /^Somebody speaks/ }).waitFor();
    await page.getByRole("button", { name: "Text in picture" }).click();
    await page.getByRole("textbox", { name: "Text in the picture" }).fill("harbour");
    await page.keyboard.press("Enter");
    await page.waitForURL(/text=harbour/);
    await expect.poll(() => moments().count(), patience).toBe(1);
    await page.reload();
    await moments().first().waitFor();
    await page.getByRole("button", { name: /Remove Text in picture/ }).click();
    await expect.poll(() => moments().count(), patience).toBe(all);
    await page.goBack();
    await page.waitForURL(/text=harbour/);
  });

  it("shows what is like a moment, without the moment", async () => {
    await page.goto(`${web}/?q=old+town`);
    await moments()
      .first()
      .getByRole("link", { name: /^More like/ })
      .click();
    await page.waitForURL(new RegExp(`like=${tour}`));
    await page.getByRole("button", { name: "Like: scene 2 of city-tour.mp4" }).waitFor();
    await moments().first().waitFor();
    expect(await moments().locator(`a[href="/assets/${tour}?t=4000"]`).count()).toBe(0);
  });

  it.each([
    ['"town old"', "No moment fits"],
    ["?!", "This cannot be searched for"],
  ])("says of %s: %s", async (q, title) => {
    await page.goto(`${web}/?${new URLSearchParams({ q })}`);
    await page.getByRole("heading", { name: title }).waitFor();
  });

  it("says that nobody answers, and goes on when somebody does", async () => {
    await moments().or(page.getByText("city-tour.mp4")).first().waitFor();
    await box().focus();
    await page.waitForLoadState("networkidle");
    await page.context().setOffline(true);
    await box().fill("ferry");
    await page.getByRole("heading", { name: "The search does not answer" }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await moments().first().waitFor();
  });
});

describe("the asset page", () => {
  it("goes to the word that is clicked, and follows what is said", async () => {
    await openAsset("?panel=transcript");
    const word = (text: string) => page.locator("[data-word]", { hasText: new RegExp(`^${text}$`) });
    await word("hills").click();
    await expect.poll(currentTime, patience).toBeGreaterThan(4.3);
    await page.locator("[data-current]").filter({ hasText: "hills" }).waitFor();
    await page.getByRole("button", { name: /^0:08, And at night/ }).click();
    await expect.poll(currentTime, patience).toBeGreaterThan(8);
    await page.locator("[data-current]").filter({ hasText: "And" }).waitFor();
  });

  it("finds words in what is said", async () => {
    await page.getByRole("textbox", { name: "Find in the transcript" }).fill("the");
    await page.getByText("5 found").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("1 of 5").waitFor();
    await page.keyboard.press("Shift+Enter");
    await page.getByText("5 of 5").waitFor();
    await page.keyboard.press("Escape");
  });

  it("stays small in the document and goes anywhere at once, however much is said", async () => {
    const { page, close } = await openPage(browser, product);
    const words = Array.from({ length: 90_000 }, (_, index) => ({
      ...{ text: `word${index}.`, startMs: index * 400, endMs: index * 400 + 300, confidence: 0.9 },
    }));
    const utterances = Array.from({ length: 9_000 }, (_, index) => ({ from: index * 10, to: index * 10 + 10 }));
    await page.route(/transcript\.json\?/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), words, utterances } });
    });
    await page.goto(`${web}/assets/${tour}?panel=transcript`);
    const said = page.getByRole("region", { name: "What is said" });
    await said.getByText("word0.", { exact: true }).waitFor();
    expect(await said.getByRole("listitem").count()).toBeLessThan(60);
    await page.getByRole("textbox", { name: "Find in the transcript" }).fill("word45678");
    await page.getByText("1 found").waitFor();
    await page.keyboard.press("Enter");
    await said.getByText("word45678.", { exact: true }).waitFor();
    expect(await said.getByRole("listitem").count()).toBeLessThan(60);
    await close();
  });

  it("shows the words under the picture", async () => {
    const cues = () =>
      page.locator("video").evaluate(({ textTracks }: HTMLVideoElement) => {
        const track = [...textTracks].find(({ kind, mode }) => kind === "captions" && mode === "showing");
        return track?.cues?.length ?? 0;
      });
    expect(await cues()).toBe(0);
    await page.getByRole("heading", { name: "city-tour.mp4" }).click();
    await page.keyboard.press("c");
    await expect.poll(cues, patience).toBeGreaterThan(2);
  });

  it("goes from scene to scene by keyboard, in the time line and in the list", async () => {
    await openAsset("?panel=scenes");
    await page.getByRole("slider", { name: "Scenes" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(currentTime, patience).toBeCloseTo(4, 1);
    await page.locator('li[aria-current="true"]').getByText("0:04–0:08").waitFor();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(currentTime, patience).toBeCloseTo(0, 1);
    await page.getByRole("button", { name: "Scene 3, 0:08–0:12" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(currentTime, patience).toBeCloseTo(8, 1);
    await page.waitForURL(/t=80\d\d/);
  });

  it("goes to what is clicked in a lane, and says under the mouse what it is", async () => {
    const lane = page.getByRole("slider", { name: "Scenes" });
    const { width } = (await lane.boundingBox()) ?? { width: 0 };
    await lane.hover({ position: { x: width / 2, y: 6 } });
    await page.getByText(/^Scene 2\. /).waitFor();
    await lane.click({ position: { x: width / 2, y: 6 } });
    await expect.poll(currentTime, patience).toBeCloseTo(4, 1);
  });

  it("leads from each statement of the brief to what it rests on", async () => {
    await openAsset();
    const proof = page.getByRole("button", { name: /^0:0[4-7], .*said: .*hills/ }).first();
    await proof.click();
    await expect.poll(currentTime, patience).toBeGreaterThan(3.9);
  });

  it("marks a part, keeps it in the address, and plays it round and round", async () => {
    await openAsset();
    await page.keyboard.press("Home");
    await page.keyboard.press("i");
    for (let frame = 0; frame < 15; frame++) await page.keyboard.press(".");
    await expect.poll(currentTime, patience).toBeGreaterThan(0.55);
    await page.keyboard.press("o");
    await expect.poll(() => page.getByTestId("marks").textContent(), patience).toContain("00:00:00:15");
    await page.waitForURL(/out=6\d\d/);
    await page.getByRole("button", { name: "Loop between the marks" }).click();
    await page.keyboard.press("Home");
    const jumps = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let count = 0;
          document.querySelector("video")?.addEventListener("seeked", () => ++count === 3 && resolve(count));
        }),
    );
    await page.keyboard.press("k");
    expect(await jumps).toBe(3);
    expect(await currentTime()).toBeLessThan(1.5);
    await page.keyboard.press("k");
    await page.keyboard.press("x");
    await expect.poll(() => page.getByTestId("marks").count(), patience).toBe(0);
  });

  it("says of what a machine heard that it is not sure, and marks the words", async () => {
    const { page, close } = await openPage(browser, product);
    await page.goto(`${web}/assets/${memo}?panel=transcript`);
    await page.getByText(/too little to quote/).waitFor();
    const [unsure] = await page.locator("[data-word].decoration-dotted").allTextContents();
    expect(unsure).toMatch(/\w/);
    await close();
  });

  it("takes tags, by which the library is narrowed down, and gives them up", async () => {
    await openAsset();
    await page.getByRole("textbox", { name: "Add a tag" }).fill("travel");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "travel" }).click();
    await page.waitForURL(/tag=travel/);
    const cards = page.getByRole("main").locator("[data-card]");
    await expect.poll(() => cards.count(), patience).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);

    // Together with a state that it is not in, nothing fits; all of it is given up at once, and comes back.
    await page.getByRole("button", { name: "Failed" }).click();
    await page.getByRole("heading", { name: "No asset fits" }).waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect.poll(() => cards.count(), patience).toBe(2);
    await page.goBack();
    await page.goBack();
    await expect.poll(() => cards.count(), patience).toBe(1);

    // Chosen by keyboard alone.
    await page.getByRole("button", { name: "Remove Tags: travel" }).press("Enter");
    await expect.poll(() => cards.count(), patience).toBe(2);
    await page.getByRole("button", { name: "Filters", exact: true }).press("Enter");
    await page.getByRole("button", { name: "Tags", exact: true }).press("Enter");
    await page.getByRole("button", { name: "travel", exact: true }).press("Enter");
    await page.waitForURL(/tag=travel/);
    await expect.poll(() => cards.count(), patience).toBe(1);

    // With words they are of moments.
    await page.getByRole("textbox", { name: "Search moments" }).fill("ferry");
    await expect.poll(() => moments().count(), patience).toBeGreaterThan(0);
    await openAsset();
    await page.getByRole("button", { name: "Remove the tag travel" }).click();
    await expect.poll(async () => (await api.getAsset({ assetId: tour })).tags, patience).toEqual([]);
  });

  it("has the brief made again", async () => {
    const runOf = async () => (await api.getAsset({ assetId: tour })).understanding;
    const before = await runOf();
    await page.getByRole("combobox", { name: "Make again" }).selectOption("Brief");
    await page.getByRole("button", { name: "Reprocess" }).click();
    await expect.poll(async () => (await runOf())?.runId, patience).not.toBe(before?.runId);
    await expect.poll(async () => (await runOf())?.status, { timeout: 60_000 }).toBe("searchable");
    await page.getByRole("button", { name: "Reprocess" }).and(page.locator(":enabled")).waitFor();
  });
});

describe("the library", () => {
  /** The page is there before it listens to keys. */
  const openLibrary = () => page.goto(web, { waitUntil: "networkidle" });

  it("is shown as a list and in other orders, which is in the address", async () => {
    await openLibrary();
    await page.getByRole("button", { name: "List", exact: true }).click();
    await page.getByRole("combobox", { name: "Order" }).selectOption("name");
    await page.waitForURL(/view=list.*sort=name|sort=name.*view=list/);
    const names = () => page.getByRole("main").locator("[data-card]").allInnerTexts();
    await expect.poll(names, patience).toEqual(["city-tour.mp4", "voice-memo.mp3"]);
    await page.getByRole("combobox", { name: "Order" }).selectOption("newest");
    await page.reload();
    await page.locator("[data-card]").first().waitFor();
    expect(await page.getByRole("button", { name: "List" }).getAttribute("aria-pressed")).toBe("true");
  });

  it("tags what is chosen by keyboard, all at once", async () => {
    await openLibrary();
    await page.locator("[data-card]").first().focus();
    await page.keyboard.press("x");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+X");
    const bar = page.getByRole("region", { name: "Selected assets" });
    await bar.getByText("2 selected").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await bar.getByRole("textbox", { name: "Tag or collection to add" }).fill("Reel");
    await bar.getByRole("combobox", { name: "What to add it as" }).selectOption("collections");
    await bar.getByRole("button", { name: "Add" }).click();
    await bar.getByText("Done.").waitFor();
    for (const assetId of [tour, memo]) expect((await api.getAsset({ assetId })).collections).toEqual(["Reel"]);
    await bar.getByRole("button", { name: "Clear the selection" }).click();
    await bar.waitFor({ state: "detached" });
  });
});

const views = [
  { view: "moments", path: "/?q=ferry&speech=true", shows: "#moments a" },
  { view: "no moment", path: "/?q=%22town+old%22", shows: "h2" },
  { view: "list", path: "/?view=list", shows: "[data-card]" },
  { view: "settings", path: "/settings", shows: "input" },
  ...["brief", "transcript", "scenes", "seen", "defects"].map((panel) => ({
    ...{ view: panel, path: `/assets/TOUR?panel=${panel}&in=1000&out=3000` },
    shows: "[role=tabpanel] button, [role=tabpanel] p",
  })),
];
const screens = [
  { screen: "light", options: { ...desktop, colorScheme: "light" } },
  { screen: "dark", options: { ...desktop, colorScheme: "dark" } },
  { screen: "on a phone", options: phone },
] as const;

describe.each(screens)("is accessible and fits its width, $screen", ({ options }) => {
  let opened: Awaited<ReturnType<typeof openPage>>;
  beforeAll(async () => {
    opened = await openPage(browser, product, options);
  });
  afterAll(() => opened.close());

  it.each(views)("$view", async ({ path, shows }) => {
    const { page } = opened;
    const isAsset = path.includes("TOUR");
    if (isAsset) await openAsset(path.slice(path.indexOf("?")), page);
    else await page.goto(`${web}${path}`);
    await page.locator(shows).filter({ visible: true }).first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });
});

it("throws no error and breaks no rule of its own policy in all of this", () => expect(errors).toEqual([]));
