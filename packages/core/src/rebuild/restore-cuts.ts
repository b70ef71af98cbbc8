import { Resource } from "sst";
import { exists, listFolders } from "../bucket.ts";
import { isSame } from "../canonical.ts";
import { CutEntity } from "../cut/cut.entity.ts";
import { type Cut, CutDocument } from "../cut/cut.schema.ts";
import { CutId } from "../cut/cut-id.ts";
import { cutPlace } from "../cut/place.ts";
import { find, isAtWork, row, writeCut } from "../cut/row.ts";
import { noteAllUses } from "../cut/use.ts";
import { readDocument } from "../document.ts";
import { exact } from "../table.ts";
import { restored, unlessNewer } from "./unless-newer.ts";

/** Puts the cuts of a workspace back, as the output bucket says. What is newer in the table stays, and the bucket is told. */
export async function restoreCuts(workspaceId: string): Promise<void> {
  for await (const folder of listFolders(Resource.Output.name, `${workspaceId}/cut_`)) {
    const cutId = folder.slice(workspaceId.length + 1, -1);
    const place = cutPlace({ workspaceId, cutId });
    if (!CutId.safeParse(cutId).success || !(await exists(place))) continue;
    const { cut } = await readDocument(place, CutDocument);
    await restoreCut(cut);
    await noteAllUses(await row(cutId));
  }
}

async function restoreCut(cut: Cut): Promise<void> {
  const { cutId, updatedAt } = cut;
  const before = await find(cutId);
  if (before && isSame(before, cut)) return;
  const known = exact(before ? cut : withoutRun(cut));
  const isBack = await restored(() => CutEntity.put(known).where(unlessNewer(updatedAt)).go());
  if (!isBack || !before) await writeCut(cutId);
}

/** Its run was lost with the table: nobody would ever say how it ends. */
function withoutRun(cut: Cut): Cut {
  if (!isAtWork(cut.status)) return cut;
  const message = `Its run was lost with the table while it was ${cut.status}: order it anew`;
  return { ...cut, status: "failed", reason: { code: "run_lost", message } };
}
