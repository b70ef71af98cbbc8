import { Service } from "electrodb";
import { AssetEntity } from "../asset/asset.entity.ts";
import * as Assets from "../asset/asset.ts";
import { ClaimEntity } from "../asset/claim.entity.ts";
import type { Manifest } from "../asset/manifest.schema.ts";
import { DerivativeEntity } from "../derivative/derivative.entity.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { AttemptEntity } from "../run/attempt.entity.ts";
import type { RunDocument } from "../run/document.schema.ts";
import { RunEntity } from "../run/run.entity.ts";
import { config, keepingStamps } from "../table.ts";
import { assetRow, attemptRows, claimRow, derivativeRows, runRow } from "./rows.ts";
import { unlessNewer } from "./unless-newer.ts";

const rows = new Service(
  { asset: AssetEntity, claim: ClaimEntity, derivative: DerivativeEntity, run: RunEntity, attempt: AttemptEntity },
  config,
);

/** As many as a transaction of DynamoDB takes. */
const MOST_ROWS = 100;

/**
 * Writes everything of an asset of which the table knows nothing, at once: what is left to do when all of it was lost. False,
 * and nothing written, when the table does know something, or when there is too much for one transaction.
 */
export async function restoreWhole(manifest: Manifest, runs: readonly RunDocument[]): Promise<boolean> {
  const { assetId, updatedAt } = manifest.asset;
  const [claimed, derivatives] = [claimRow(manifest), derivativeRows(manifest)];
  const attempts = runs.flatMap(attemptRows);
  if (2 + derivatives.length + runs.length + attempts.length > MOST_ROWS) return false;
  const [before, found] = await Promise.all([Assets.find(assetId), Derivatives.rows(assetId)]);
  if (before || found.length > 0) return false;
  const { canceled } = await keepingStamps(() =>
    rows.transaction
      .write(({ asset, claim, derivative, run, attempt }) => [
        asset.put(assetRow(manifest)).where(unlessNewer(updatedAt)).commit(),
        ...(claimed ? [claim.put(claimed).where(unlessNewer(claimed.updatedAt)).commit()] : []),
        ...derivatives.map((row) => derivative.put(row).where(unlessNewer(row.updatedAt)).commit()),
        ...runs.map(runRow).map((row) => run.put(row).where(unlessNewer(row.updatedAt)).commit()),
        ...attempts.map((row) => attempt.put(row).where(unlessNewer(row.updatedAt)).commit()),
      ])
      .go(),
  );
  return !canceled;
}
