import { Resource } from "sst";
import * as z from "zod";
import { fixityOf } from "../bucket.ts";
import { note } from "../cost/meter.ts";
import { KEPT } from "../cost/prices.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { conditionFailed } from "../table.ts";
import { type Asset, AssetId } from "./asset.schema.ts";
import * as Assets from "./asset.ts";
import { ClaimEntity } from "./claim.entity.ts";
import { originalOf } from "./place.ts";

/**
 * `new`     nobody has these bytes: they are this asset's to work on
 * `linked`  they were worked on before: `linkedTo` has the derivatives
 */
export const Originality = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("new") }),
  z.object({ outcome: z.literal("linked"), linkedTo: AssetId }),
]);
export type Originality = z.infer<typeof Originality>;

/**
 * Proves the original's bytes and finds out whether they are known. Throws `busy` while another asset with the same bytes
 * is being worked on; asked again, it does not hash again. What is too large anyway is left to the gate, unhashed.
 */
export const fingerprint = fn(AssetId, async (assetId): Promise<Originality> => {
  const asset = await Assets.move(assetId, "processing");
  if (asset.bytes > Resource.Limits.maxBytes) return { outcome: "new" };
  return claim(asset, asset.fingerprint ?? (await hash(asset)));
});

async function hash(asset: Asset): Promise<string> {
  const { sha256 } = await fixityOf(originalOf(asset), asset.etag);
  await Assets.describe(asset.assetId, { fingerprint: sha256 });
  note(KEPT.item, asset.bytes);
  return sha256;
}

/**
 * A claim is given back only by an asset that goes for good: whether it still counts is told by the asset that holds it. So
 * nothing is left behind when a run dies, and bytes that were rejected, failed or deleted once are worked on anew.
 */
async function claim({ workspaceId, assetId, bytes }: Asset, sha256: string): Promise<Originality> {
  const key = { workspaceId, fingerprint: sha256 };
  try {
    await ClaimEntity.create({ ...key, assetId, bytes }).go();
    return { outcome: "new" };
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
  const { data: held } = await ClaimEntity.get(key).go({ consistent: true });
  if (!held) throw new AppError("internal", `The claim on ${sha256} disappeared`);
  if (held.assetId === assetId) return { outcome: "new" };
  const holder = await Assets.find(held.assetId);
  if (holder?.status === "ready" && !holder.deletedAt) return { outcome: "linked", linkedTo: holder.assetId };
  if (holder?.status === "received" || holder?.status === "processing") throw busy(assetId, holder.assetId);
  return takeOver(key, held.assetId, assetId);
}

async function takeOver(
  key: { workspaceId: string; fingerprint: string },
  from: string,
  to: string,
): Promise<Originality> {
  try {
    await ClaimEntity.patch(key)
      .set({ assetId: to })
      .where(({ assetId }, { eq }) => eq(assetId, from))
      .go();
    return { outcome: "new" };
  } catch (error) {
    if (conditionFailed(error)) throw busy(to, from);
    throw error;
  }
}

const busy = (assetId: string, holder: string): AppError =>
  new AppError("busy", `Asset ${assetId} has the bytes of ${holder}, which is being worked on; ask again`);
