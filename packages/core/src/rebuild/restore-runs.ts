import { Resource } from "sst";
import { listKeys } from "../bucket.ts";
import { isSame } from "../canonical.ts";
import { readDocument } from "../document.ts";
import { AppError } from "../error.ts";
import { runsFolder } from "../run/archive.ts";
import { AttemptEntity } from "../run/attempt.entity.ts";
import { RunDocument } from "../run/document.schema.ts";
import { RunEntity } from "../run/run.entity.ts";
import { keepingStamps } from "../table.ts";
import { compare } from "./compare.ts";
import type { Folder } from "./folders.ts";
import { attemptRows, runRow } from "./rows.ts";
import { restored, unlessNewer } from "./unless-newer.ts";

/** The histories of an asset's runs, or of those runs of a workspace that are about no asset. */
export async function readRuns({ workspaceId, assetId }: Folder): Promise<RunDocument[]> {
  const keys = await listKeys(Resource.Media.name, runsFolder(workspaceId, assetId));
  return Promise.all(keys.map((key) => readDocument({ bucket: Resource.Media.name, key }, RunDocument)));
}

/** Puts runs back. Returns how many were not there as they are now. */
export async function restoreRuns(documents: readonly RunDocument[]): Promise<number> {
  let count = 0;
  for (const document of documents) if (await restoreRun(document)) count++;
  return count;
}

/** The run last, so that whoever finds it finds all of it. Nobody writes to a run that has ended: its attempts go in batches. */
async function restoreRun(document: RunDocument): Promise<boolean> {
  const run = runRow(document);
  const { workspaceId, runId, updatedAt } = run;
  const { data: before } = await RunEntity.get({ workspaceId, runId }).go({ consistent: true });
  const found = before ? await attemptsOf(workspaceId, runId) : [];
  const keyOf = ({ step, attempt }: { step: string; attempt: number }) => `${step} ${attempt}`;
  const { put, remove } = compare(attemptRows(document), found, { keyOf, asOf: updatedAt });
  if (put.length > 0) await inTurns(put, (rows) => keepingStamps(() => AttemptEntity.put([...rows]).go()));
  if (remove.length > 0) await inTurns(remove, (rows) => AttemptEntity.delete([...rows]).go());
  const isThere = before !== null && isSame(before, run);
  if (!isThere) await restored(() => RunEntity.put(run).where(unlessNewer(updatedAt)).go());
  return !isThere || put.length + remove.length > 0;
}

async function attemptsOf(workspaceId: string, runId: string) {
  return (await AttemptEntity.query.primary({ workspaceId, runId }).go({ pages: "all", consistent: true })).data;
}

/** DynamoDB may take a part of a batch only, when it is busy. */
const MOST_TURNS = 8;

async function inTurns<Row>(
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<{ unprocessed: unknown[] }>,
): Promise<void> {
  let left = rows;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    left = (await write(left)).unprocessed as Row[];
    if (left.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** turn));
  }
  throw new AppError("unavailable", `The table did not take ${left.length} attempts at steps; try again`);
}
