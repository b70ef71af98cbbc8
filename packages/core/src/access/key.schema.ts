import * as z from "zod";
import { idSchema } from "../id.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { Role, Scope } from "./role.schema.ts";

export const KeyId = idSchema("key");

/** What every key begins with: it is seen at once what it is, by people and by those who search code for leaked secrets. */
export const KEY_PREFIX = "vfk_";

/** A key, as it is kept: of its secret only the hash. */
export const ApiKey = z.object({
  keyId: KeyId,
  workspaceId: WorkspaceId,
  name: z.string(),
  role: Role,
  scopes: z.array(Scope).nullable(),
  /** SHA-256, hexadecimal. */
  hash: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresOn: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** A key, as it is shown. */
export const KeyInfo = ApiKey.omit({ hash: true, workspaceId: true }).meta({ id: "Key" });
export type KeyInfo = z.infer<typeof KeyInfo>;

export const NewKey = z
  .object({
    name: z.string().trim().min(1).max(200),
    role: Role.default("viewer"),
    /** The parts of the API that it is good for; without them, for all. */
    scopes: z.array(Scope).min(1).optional(),
    /** From when it is good for nothing; without it, it is good until it is revoked. */
    expiresOn: z.iso.datetime().optional(),
  })
  .meta({ id: "NewKey" });

/** A key that was just made. `secret` is shown this once. */
export const MadeKey = z.object({ key: KeyInfo, secret: z.string() }).meta({ id: "MadeKey" });
export type MadeKey = z.infer<typeof MadeKey>;
