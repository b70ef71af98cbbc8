import * as z from "zod";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { createId } from "../id.ts";
import { hashOf, isSecret, makeSecret } from "../secret.ts";
import { conditionFailed, wrote } from "../table.ts";
import { writeAccess } from "./access-document.ts";
import type { Identity } from "./identity.schema.ts";
import { KeyEntity } from "./key.entity.ts";
import { ApiKey, KEY_PREFIX, KeyId, type KeyInfo, type MadeKey, NewKey } from "./key.schema.ts";
import { staleNote } from "./once-a-minute.ts";

/** Makes a key. Only its hash is kept: the secret is in this answer and nowhere else. */
export const make = fn(NewKey, async ({ scopes, expiresOn, ...given }): Promise<MadeKey> => {
  const { workspaceId, id: createdBy = "videoflow" } = useActor();
  const keyId = createId("key");
  const chance = makeSecret();
  const row = { ...given, workspaceId, keyId, createdBy, hash: hashOf(chance), ...(scopes && { scopes }) };
  const { data } = await KeyEntity.create({ ...row, ...(expiresOn && { expiresOn }) }).go();
  await writeAccess();
  return { key: infoOf(read(data)), secret: `${KEY_PREFIX}${keyId.slice("key_".length)}_${chance}` };
});

/** The keys of the workspace, newest first, also those that are good no more. */
export async function list(): Promise<KeyInfo[]> {
  const { workspaceId } = useActor();
  const { data } = await KeyEntity.query.primary({ workspaceId }).go({ pages: "all", order: "desc", consistent: true });
  return data.map((row) => infoOf(read(row)));
}

/** Makes a key good for nothing, for ever; a key that is so already stays as it is. Throws `not_found`. */
export const revoke = fn(KeyId, async (keyId): Promise<void> => {
  const { workspaceId } = useActor();
  try {
    await KeyEntity.patch({ workspaceId, keyId })
      .set({ revokedAt: new Date().toISOString() })
      .where((row, { notExists }) => notExists(row.revokedAt))
      .go();
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    if (!(await find(workspaceId, keyId))) throw new AppError("not_found", `Key ${keyId} does not exist`);
  }
  await writeAccess();
});

/** Whose key this is, or undefined for one that is good for nothing. Notes that it was used. */
export async function identify(given: string): Promise<Identity | undefined> {
  const [, ulid, chance = ""] = new RegExp(`^${KEY_PREFIX}([^_]+)_(.+)$`).exec(given) ?? [];
  const { success, data: keyId } = KeyId.safeParse(`key_${ulid}`);
  const key = success ? await whose(keyId) : undefined;
  if (!key || !isSecret(chance, key.hash) || !isGood(key)) return undefined;
  await noteUsed(key);
  const { workspaceId, role, name, scopes } = key;
  return { kind: "key", id: key.keyId, name, memberships: [{ workspaceId, role }], scopes };
}

/** The row as it is now: the index only says where to look. */
async function whose(keyId: string): Promise<ApiKey | undefined> {
  const { data } = await KeyEntity.query.byKey({ keyId }).go({ attributes: ["workspaceId"] });
  const [found] = data;
  return found && find(found.workspaceId, keyId);
}

async function find(workspaceId: string, keyId: string): Promise<ApiKey | undefined> {
  const { data } = await KeyEntity.get({ workspaceId, keyId }).go({ consistent: true });
  return data ? read(data) : undefined;
}

const isGood = ({ expiresOn, revokedAt }: ApiKey) =>
  revokedAt === undefined && (expiresOn === null || Date.parse(expiresOn) > Date.now());

async function noteUsed({ workspaceId, keyId, lastUsedAt = "" }: ApiKey): Promise<void> {
  const stale = staleNote();
  if (lastUsedAt > stale) return;
  // That it is fresh enough already, or has gone, is as well.
  await wrote(
    KeyEntity.patch({ workspaceId, keyId })
      .set({ lastUsedAt: new Date().toISOString() })
      .where((row, { notExists, lt }) => `${notExists(row.lastUsedAt)} OR ${lt(row.lastUsedAt, stale)}`)
      .go(),
  );
}

const Row = z.looseObject({}).transform((row) => ({ scopes: null, expiresOn: null, ...row }));
const read = (row: unknown): ApiKey => parse(ApiKey, parse(Row, row));

const infoOf = ({ hash: _hash, workspaceId: _workspaceId, ...key }: ApiKey): KeyInfo => key;
