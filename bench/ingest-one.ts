import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeClip } from "@videoflow/testing/clip";
import type { Product } from "@videoflow/testing/product";

/** Has a small clip made searchable. `runId` is of the run that understood it; the one that ingested it has the asset's own id. */
export async function ingestOne(product: Product): Promise<{ workspaceId: string; assetId: string; runId: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), "videoflow-model-"));
  try {
    const [result] = await product.ask("ingest", await makeClip(folder, 1), "--wait");
    const { assetId, understanding, derivatives } = result as unknown as {
      assetId: string;
      understanding: { runId: string; status: string };
      derivatives: { uri: string }[];
    };
    if (understanding.status !== "searchable") throw new Error(`${assetId} was not understood`);
    const workspaceId = /wsp_\w+/.exec(derivatives[0]?.uri ?? "")?.[0] ?? "";
    return { workspaceId, assetId, runId: understanding.runId };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
