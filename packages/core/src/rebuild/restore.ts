import type * as z from "zod";
import { type Actor, provideActor } from "../actor.ts";
import * as Assets from "../asset/asset.ts";
import { noteCopy } from "../asset/copies.ts";
import { Manifest } from "../asset/manifest.schema.ts";
import { manifestOf, writeManifest } from "../asset/manifest.ts";
import { exists, type ObjectPlace } from "../bucket.ts";
import { isSame } from "../canonical.ts";
import { noteSpend, noteSpendOf } from "../cost/spend.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { readDocument } from "../document.ts";
import { eachTellingProblems, type Problems } from "../each-telling-problems.ts";
import { toAppError } from "../error.ts";
import type { Range } from "../range.ts";
import { SavedSearchesEntity } from "../saved-search/saved-search.entity.ts";
import { SearchesDocument } from "../saved-search/saved-search.schema.ts";
import { searchesPlace, writeSearches } from "../saved-search/saved-search.ts";
import { forgetIndex, restoreIndex } from "../search/restore.ts";
import { SettingEntity } from "../setting/setting.entity.ts";
import { SettingsDocument } from "../setting/setting.schema.ts";
import { settingsPlace, writeSettings } from "../setting/setting.ts";
import { understandAgain } from "../understanding/start.ts";
import { type Folder, foldersOf } from "./folders.ts";
import type { Rebuilt } from "./rebuilt.schema.ts";
import { restoreAccess } from "./restore-access.ts";
import { restoreAsset } from "./restore-asset.ts";
import { restoreCuts } from "./restore-cuts.ts";
import { readRuns, restoreRuns } from "./restore-runs.ts";
import { restoreWebhooks } from "./restore-webhooks.ts";
import { restoreWhole } from "./restore-whole.ts";
import { restored, unlessNewer } from "./unless-newer.ts";

/** Assets at the same time in one batch; each holds its documents in memory, vectors above all. */
const PARALLEL = 4;
export interface RangeOutcome extends Problems, Pick<Rebuilt, "restored" | "unchanged" | "kept" | "runs" | "resumed"> {}

/**
 * Puts into the table what the folders of a range say. An asset whose documents cannot be read does not keep the others
 * from being restored; it is told.
 */
export async function restoreRange(range: Range, runId: string): Promise<RangeOutcome> {
  const counts = { restored: 0, unchanged: 0, kept: 0, runs: 0, resumed: 0 };
  const how = { parallel: PARALLEL, stops: ["unavailable"] } as const;
  const problems = await eachTellingProblems(foldersOf(range), how, (folder) => {
    const actor: Actor = { workspaceId: folder.workspaceId, who: "pipeline", runId };
    return provideActor(actor, () => restoreFolder(folder, runId, counts));
  });
  return { ...counts, ...problems };
}

type Counts = Record<"restored" | "unchanged" | "kept" | "runs" | "resumed", number>;

async function restoreFolder(folder: Folder, runId: string, counts: Counts): Promise<void> {
  const { workspaceId, assetId } = folder;
  if (!assetId) {
    await Promise.all([
      ...[restoreSettings(workspaceId), restoreSearches(workspaceId), restoreCuts(workspaceId)],
      ...[restoreAccess(workspaceId), restoreWebhooks(workspaceId)],
    ]);
  }
  const documents = await readRuns(folder);
  const manifest = assetId && (await readManifest({ workspaceId, assetId }));
  const isWhole = manifest && (await restoreWhole(manifest, documents));
  const runs = isWhole ? documents.length : await restoreRuns(documents);
  counts.runs += runs;
  // What they used is counted again, if the counts were lost, too.
  if (isWhole) await noteSpendOf(documents);
  else for (const { run } of documents) await noteSpend(run.runId);
  if (!manifest) return;
  if (manifest.asset.linkedTo) await noteCopy(assetId, manifest.asset.linkedTo);
  const outcome = isWhole ? "restored" : await restoreAsset(manifest);
  counts[outcome]++;
  const { asset, derivatives } = outcome === "kept" ? await rowsOf(assetId) : manifest;
  if (asset.deletedAt) return forgetIndex(assetId);
  const isUnderstood = asset.understanding && asset.understanding.status !== "running";
  if (isUnderstood) await restoreIndex(asset, derivatives);
  else if (await understandAgain(assetId, runId)) counts.resumed++;
}

async function rowsOf(assetId: string): Promise<Pick<Manifest, "asset" | "derivatives">> {
  return { asset: await Assets.get(assetId), derivatives: await Derivatives.rows(assetId) };
}

/**
 * The manifest of an asset; undefined when its work has not ended. One that cannot be read is written anew of what the table
 * knows, where it does.
 */
async function readManifest(asset: { workspaceId: string; assetId: string }): Promise<Manifest | undefined> {
  const place = manifestOf(asset);
  try {
    return await readDocument(place, Manifest);
  } catch (error) {
    const { code } = toAppError(error);
    if (code === "original_gone") return undefined;
    const row = code === "internal" ? await Assets.find(asset.assetId) : undefined;
    if (!row || !Assets.hasEnded(row.status)) throw error;
  }
  await writeManifest(asset.assetId);
  return readDocument(place, Manifest);
}

const restoreSettings = (workspaceId: string) =>
  restoreRow(settingsPlace(workspaceId), SettingsDocument, {
    find: () => SettingEntity.get({ workspaceId }).go({ consistent: true }),
    put: (row) => SettingEntity.put(row).where(unlessNewer(row.updatedAt)).go(),
    tell: writeSettings,
  });

const restoreSearches = (workspaceId: string) =>
  restoreRow(searchesPlace(workspaceId), SearchesDocument, {
    find: () => SavedSearchesEntity.get({ workspaceId }).go({ consistent: true }),
    put: (row) => SavedSearchesEntity.put(row).where(unlessNewer(row.updatedAt)).go(),
    tell: writeSearches,
  });

interface RowOf<Row> {
  readonly find: () => Promise<{ data: object | null }>;
  /** Under the condition that the table has nothing newer. */
  readonly put: (row: Row) => Promise<unknown>;
  /** Tells the bucket what the table says. */
  readonly tell: () => Promise<void>;
}

/** Puts back what a workspace has one row of. */
async function restoreRow<Row extends { readonly version: number }>(
  place: ObjectPlace,
  schema: z.ZodType<Row>,
  { find, put, tell }: RowOf<Omit<Row, "version">>,
): Promise<void> {
  if (!(await exists(place))) return;
  const { version: _, ...row } = await readDocument(place, schema);
  const { data: before } = await find();
  if (before && isSame(before, row)) return;
  if (!(await restored(() => put(row)))) await tell();
}
