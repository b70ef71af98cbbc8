import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Product, type Ready, root } from "./product.ts";

export const film = path.join(root, "samples", "city-tour.mp4");

/** Where the test files of one run leave what others begin with. */
const SHELF = "VIDEOFLOW_TEST_SHELF";

/** For Vitest: what is prepared is prepared once a run, and gone with it. */
export default function setup(): () => void {
  const shelf = mkdtempSync(path.join(tmpdir(), "videoflow-shelf-"));
  process.env[SHELF] = shelf;
  return () => rmSync(shelf, { recursive: true, force: true });
}

/**
 * Starts a product whose library has the sample film, ingested and understood. That takes a minute of both cores and is the same for all
 * who ask: the first one's state is copied by the others, so all of them have to be of one stage's name.
 */
export async function startWithFilm(
  product: Product,
  ...args: string[]
): Promise<Ready & { readonly assetId: string }> {
  const shelf = process.env[SHELF];
  if (!shelf) throw new Error(`${SHELF} is not set: the project's globalSetup has to be this file`);
  const prepared = path.join(shelf, path.basename(product.directory));
  if (existsSync(prepared)) cpSync(prepared, product.directory, { recursive: true });
  else await prepare(product, prepared);
  const ready = await product.start(...args);
  const [asset] = await product.ask("assets");
  if (!asset) throw new Error("The library that was prepared has no film");
  return { ...ready, assetId: String(asset.assetId) };
}

async function prepare(product: Product, prepared: string): Promise<void> {
  await product.start("--no-web");
  await product.ask("ingest", film, "--wait");
  await product.halt();
  // A file that was cut off in between is not what the next one begins with.
  cpSync(product.directory, `${prepared}.part`, { recursive: true });
  renameSync(`${prepared}.part`, prepared);
}
