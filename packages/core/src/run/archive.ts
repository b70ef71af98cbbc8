import { Resource } from "sst";
import { useActor } from "../actor.ts";
import type { ObjectPlace } from "../bucket.ts";
import { writeCopy } from "../document.ts";
import { parse } from "../fn.ts";
import { AttemptEntity } from "./attempt.entity.ts";
import { RunDocument } from "./document.schema.ts";
import { RunEntity } from "./run.entity.ts";

/** The folder in which the histories of an asset's runs are; without an asset, of those that are about none. */
export const runsFolder = (workspaceId: string, assetId?: string): string =>
  assetId ? `${workspaceId}/${assetId}/runs/` : `${workspaceId}/runs/`;

export const runPlace = (run: { workspaceId: string; assetId?: string | undefined; runId: string }): ObjectPlace => ({
  bucket: Resource.Media.name,
  key: `${runsFolder(run.workspaceId, run.assetId)}${run.runId}.json`,
});

/**
 * Tells the bucket the history of a run that has ended; nothing for one that goes on. To be called after the run's last step
 * was noted as ended, so that all of it is in there.
 */
export async function archive(runId: string): Promise<void> {
  const { workspaceId } = useActor();
  const run = await find(workspaceId, runId);
  if (!run || run.status === "running") return;
  await writeCopy(runPlace(run), RunDocument, async () => {
    const { data: attempts } = await AttemptEntity.query
      .primary({ workspaceId, runId })
      .go({ pages: "all", consistent: true });
    return parse(RunDocument, { version: 1, run: await find(workspaceId, runId), attempts });
  });
}

async function find(workspaceId: string, runId: string) {
  return (await RunEntity.get({ workspaceId, runId }).go({ consistent: true })).data;
}
