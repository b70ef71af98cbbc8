import { useActor } from "../actor.ts";
import { timeOf } from "../derived-id.ts";
import { keepingStamps, wrote } from "../table.ts";
import type { Asset } from "./asset.schema.ts";
import { CopyEntity } from "./copy.entity.ts";

/** Notes that an asset lives on what was made of another one; to be noted before it does. Its stamps follow from the id: a rebuild writes the same row. */
export async function noteCopy(assetId: string, sourceId: string): Promise<void> {
  const { workspaceId } = useActor();
  const at = timeOf(assetId).toISOString();
  const row = { workspaceId, sourceId, assetId, createdAt: at, updatedAt: at };
  await keepingStamps(() => wrote(CopyEntity.create(row).go()));
}

/** The ids of assets that were once noted to live on this one. */
export async function copiesOf(sourceId: string): Promise<string[]> {
  const { workspaceId } = useActor();
  const { data } = await CopyEntity.query.primary({ workspaceId, sourceId }).go({ pages: "all", consistent: true });
  return data.map(({ assetId }) => assetId);
}

/** Forgets who lived on an asset that is gone, and on whom it lived. */
export async function forgetCopies({ workspaceId, assetId, linkedTo }: Asset): Promise<void> {
  for (const copy of await copiesOf(assetId))
    await CopyEntity.delete({ workspaceId, sourceId: assetId, assetId: copy }).go();
  if (linkedTo) await CopyEntity.delete({ workspaceId, sourceId: linkedTo, assetId }).go();
}
