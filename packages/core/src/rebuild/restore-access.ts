import { AccessDocument, accessPlace, writeAccess } from "../access/access-document.ts";
import { KeyEntity } from "../access/key.entity.ts";
import { OperatorEntity } from "../access/operator.entity.ts";
import { exists } from "../bucket.ts";
import { readDocument } from "../document.ts";
import { exact } from "../table.ts";
import { restored, unlessNewer } from "./unless-newer.ts";

/**
 * Lets those in again who might come into a workspace: operators, who are invited until they sign in, and keys that were
 * made and not revoked since. What is newer in the table stays; then the bucket is told of all.
 */
export async function restoreAccess(workspaceId: string): Promise<void> {
  const place = accessPlace(workspaceId);
  if (await exists(place)) {
    const { operators, keys } = await readDocument(place, AccessDocument);
    for (const row of operators) {
      const { updatedAt } = row;
      await restored(() =>
        OperatorEntity.put({ ...row, workspaceId })
          .where(unlessNewer(updatedAt))
          .go(),
      );
    }
    for (const row of keys) {
      const { updatedAt } = row;
      await restored(() =>
        KeyEntity.put(exact({ ...row, workspaceId }))
          .where(unlessNewer(updatedAt))
          .go(),
      );
    }
  }
  await writeAccess();
}
