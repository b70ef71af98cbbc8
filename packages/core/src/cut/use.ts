import * as z from "zod";
import { useActor } from "../actor.ts";
import { AssetId } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { timeOf } from "../derived-id.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { newestFirst, PageQuery } from "../page.ts";
import { keepingStamps, wrote } from "../table.ts";
import { CutEntity } from "./cut.entity.ts";
import { Cut } from "./cut.schema.ts";
import { summarise } from "./cut.ts";
import { findSpec } from "./documents.ts";
import { msOf } from "./frame-rate.ts";
import { placed } from "./placed.ts";
import { UseEntity } from "./use.entity.ts";
import { Use, type UsedMoment, type UsePage } from "./use.schema.ts";
import type { VariantSpec } from "./variant-spec.schema.ts";

/** A montage may show an asset a thousand times: a row is to stay small. */
const MOST_MOMENTS = 20;

/** The assets of an edit, each with all of its moments in the order of the cut. */
function momentsOf({ items, frameRate }: VariantSpec): Map<string, UsedMoment[]> {
  const found = new Map<string, UsedMoment[]>();
  for (const { item, startFrame } of placed(items)) {
    if (item.kind !== "clip") continue;
    const { assetId, inFrame, frames } = item;
    const [startMs, endMs, atMs] = [inFrame, inFrame + frames, startFrame].map((frame) => msOf(frame, frameRate));
    const moment = { startMs, endMs, atMs } as UsedMoment;
    found.set(assetId, [...(found.get(assetId) ?? []), moment]);
  }
  return found;
}

/**
 * Notes of each asset of an accepted revision that it is in the cut, unless that is noted of a later one. To be called once the
 * cut has the revision; again, it changes nothing. Its stamps follow from the cut's id: a rebuild writes the same rows.
 */
export async function noteUses(spec: VariantSpec): Promise<void> {
  const { workspaceId } = useActor();
  const { cutId, revision } = spec;
  const at = timeOf(cutId).toISOString();
  const notes = [...momentsOf(spec)].map(([assetId, moments]) => {
    const [clips, first] = [moments.length, moments.slice(0, MOST_MOMENTS)];
    const row = { workspaceId, assetId, cutId, revision, clips, moments: first, createdAt: at, updatedAt: at };
    const isLater = UseEntity.put(row).where(
      (use, { lte, notExists }) => `${notExists(use.revision)} OR ${lte(use.revision, revision)}`,
    );
    return keepingStamps(() => wrote(isLater.go()));
  });
  await Promise.all(notes);
}

/** The same of every revision up to the one that the cut has. Numbers that nobody got, and what no gate let through, have no spec. */
export async function noteAllUses({ cutId, revision: latest = 0 }: Pick<Cut, "cutId" | "revision">): Promise<void> {
  for (let revision = latest; revision > 0; revision--) {
    const spec = await findSpec(cutId, revision);
    if (spec) await noteUses(spec);
  }
}

/** Where an asset was used: a page of cuts, newest first. One that is gone is left out. Throws `not_found` for an unknown asset. */
export const usesOf = fn(PageQuery.extend({ assetId: AssetId }), async ({ assetId, ...page }): Promise<UsePage> => {
  const { workspaceId } = useActor();
  const { purgingAt } = await Assets.get(assetId);
  if (purgingAt) throw new AppError("not_found", `Asset ${assetId} was deleted for good`);
  const { data, cursor } = await UseEntity.query.primary({ workspaceId, assetId }).go(newestFirst(page));
  const uses = parse(z.array(Use), data);
  const cuts = await cutsOf(uses.map(({ cutId }) => cutId));
  const items = uses.map(async ({ cutId, revision, clips, moments }) => {
    const cut = cuts.get(cutId);
    return cut ? [{ revision, clips, moments, cut: await summarise(cut) }] : [];
  });
  return { items: (await Promise.all(items)).flat(), cursor };
});

async function cutsOf(cutIds: readonly string[]): Promise<Map<string, Cut>> {
  if (cutIds.length === 0) return new Map();
  const { workspaceId } = useActor();
  const { data, unprocessed } = await CutEntity.get(cutIds.map((cutId) => ({ workspaceId, cutId }))).go();
  if (unprocessed.length > 0) throw new AppError("unavailable", "The table is busy; try again");
  return new Map(parse(z.array(Cut), data).map((cut) => [cut.cutId, cut]));
}

/** Forgets in which cuts an asset was that is gone. */
export async function forgetUses({ workspaceId, assetId }: Pick<Use, "workspaceId" | "assetId">): Promise<void> {
  const { data } = await UseEntity.query.primary({ workspaceId, assetId }).go({ pages: "all", attributes: ["cutId"] });
  for (const { cutId } of data) await UseEntity.delete({ workspaceId, assetId, cutId }).go();
}
