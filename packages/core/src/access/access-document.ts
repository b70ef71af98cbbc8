import { Resource } from "sst";
import * as z from "zod";
import { useActor } from "../actor.ts";
import type { ObjectPlace } from "../bucket.ts";
import { writeCopy } from "../document.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { KeyEntity } from "./key.entity.ts";
import { ApiKey } from "./key.schema.ts";
import { OperatorEntity } from "./operator.entity.ts";
import { Operator } from "./operator.schema.ts";
import { Scope } from "./role.schema.ts";

const updatedAt = z.iso.datetime();

/**
 * `access.json` of a workspace, in the media bucket: who may come in, and keys by the hashes of their secrets. When somebody
 * was seen last, and how the identity provider calls them, is noted at every sign-in, and in the table only.
 */
export const AccessDocument = z.object({
  version: z.literal(1),
  workspaceId: WorkspaceId,
  operators: z.array(Operator.omit({ workspaceId: true, lastSeenAt: true, subject: true }).extend({ updatedAt })),
  keys: z.array(
    ApiKey.omit({ workspaceId: true, lastUsedAt: true }).extend({
      scopes: z.array(Scope).optional(),
      expiresOn: z.iso.datetime().optional(),
      updatedAt,
    }),
  ),
});

export const accessPlace = (workspaceId: string): ObjectPlace => ({
  bucket: Resource.Media.name,
  key: `${workspaceId}/access.json`,
});

/** Tells the bucket who may come into the workspace. */
export async function writeAccess(): Promise<void> {
  const { workspaceId } = useActor();
  await writeCopy(accessPlace(workspaceId), AccessDocument, async () => {
    const all = { pages: "all", consistent: true } as const;
    const [operators, keys] = await Promise.all([
      OperatorEntity.query.primary({ workspaceId }).go(all),
      KeyEntity.query.primary({ workspaceId }).go(all),
    ]);
    return { version: 1 as const, workspaceId, operators: operators.data, keys: keys.data };
  });
}
