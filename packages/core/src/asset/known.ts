import { useActor } from "../actor.ts";
import { fn } from "../fn.ts";
import * as Assets from "./asset.ts";
import { ClaimEntity } from "./claim.entity.ts";
import { type KnownFile, KnownQuery } from "./known.schema.ts";

/**
 * The files of so many bytes that need not be sent again. Who is about to send one compares its SHA-256 with theirs, and has nothing
 * to calculate when there are none: footage of the same size to the byte is nearly always the same footage. What was refused, failed
 * or goes for good does not count: such bytes are worked on anew. It may lag behind by a moment; the run of an asset decides.
 */
export const knownFiles = fn(KnownQuery, async ({ bytes }): Promise<KnownFile[]> => {
  const { workspaceId } = useActor();
  const { data } = await ClaimEntity.query.bySize({ workspaceId, bytes }).go({ pages: "all" });
  const known = await Promise.all(data.map(({ assetId, fingerprint }) => describe(assetId, fingerprint)));
  return known.filter((file) => file !== undefined);
});

async function describe(assetId: string, fingerprint: string): Promise<KnownFile | undefined> {
  const asset = await Assets.find(assetId);
  if (!asset || asset.purgingAt) return undefined;
  const { name, status, deletedAt } = asset;
  if (status !== "received" && status !== "processing" && status !== "ready") return undefined;
  return { assetId, name, status, fingerprint, ...(deletedAt && { deletedAt }) };
}
