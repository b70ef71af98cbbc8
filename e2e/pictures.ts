/** Takes the README's pictures of the running product: `node e2e/pictures.ts`. Needs Chromium. */
import { mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { Product, root } from "@videoflow/testing/product";
import { launchBrowser } from "./browser.ts";

const folder = path.join(root, "docs", "pictures");
mkdirSync(folder, { recursive: true });
const footage = readdirSync(path.join(root, "samples")).filter((name) => /\.(mp4|mp3)$/.test(name));

const product = new Product("e2e");
const browser = await launchBrowser();
try {
  await product.start();
  const files = [...footage, "README.md"].map((name) => path.join(root, "samples", name));
  await product.run("ingest", ...files, "--wait", "--json");
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, deviceScaleFactor: 1.5 });
  await page.goto(await product.signInLink(), { waitUntil: "networkidle" });
  await page.screenshot({ path: path.join(folder, "library.png") });
  await page
    .getByRole("link", { name: /city-tour/ })
    .first()
    .click();
  await page.waitForURL(/assets/);
  await page.locator("video").waitFor();
  await page.waitForFunction(() => (document.querySelector("video")?.readyState ?? 0) >= 2);
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: path.join(folder, "asset.png") });
} finally {
  await browser.close();
  await product.stop();
}
