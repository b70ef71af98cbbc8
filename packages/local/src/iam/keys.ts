import { createHash, createHmac } from "node:crypto";
import type { Keys } from "../cloud.ts";
import type { Principal } from "../service.ts";
import type { Database } from "../state/database.ts";

interface Key {
  readonly principal: Principal;
  readonly secret: string;
}

/**
 * Access keys of a stage. A key's id follows from its principal, its secret from the stage's own secret, so keys are the
 * same after a restart and presigned URLs go on working. Only the id's meaning is stored.
 */
export class KeyRing {
  readonly #database: Database;
  readonly #secret: string;
  readonly #known = new Map<string, Key>();

  /** `secret` is random, made once per stage, and never leaves this machine. */
  constructor(database: Database, secret: string) {
    this.#database = database;
    this.#secret = secret;
    database.define("CREATE TABLE IF NOT EXISTS iam_keys (id TEXT PRIMARY KEY, principal TEXT NOT NULL) WITHOUT ROWID");
  }

  issue(principal: Principal): Keys {
    const accessKeyId = keyId(principal);
    if (!this.#known.has(accessKeyId)) {
      this.#remember(accessKeyId, principal);
      this.#database.run("INSERT OR IGNORE INTO iam_keys VALUES (?, ?)", accessKeyId, JSON.stringify(principal));
    }
    return { accessKeyId, secretAccessKey: this.#secretOf(accessKeyId) };
  }

  /** Whose key this is, and its secret; undefined for a key that this stage never issued. */
  find(accessKeyId: string): Key | undefined {
    return this.#known.get(accessKeyId) ?? this.#load(accessKeyId);
  }

  #load(accessKeyId: string): Key | undefined {
    const row = this.#database.get<{ principal: string }>("SELECT principal FROM iam_keys WHERE id = ?", accessKeyId);
    return row && this.#remember(accessKeyId, JSON.parse(row.principal) as Principal);
  }

  #remember(accessKeyId: string, principal: Principal): Key {
    const key = { principal, secret: this.#secretOf(accessKeyId) };
    this.#known.set(accessKeyId, key);
    return key;
  }

  #secretOf(accessKeyId: string): string {
    return createHmac("sha256", this.#secret).update(accessKeyId).digest("base64").slice(0, 40);
  }
}

function keyId(principal: Principal): string {
  const prefix = principal.kind === "operator" ? "AKIA" : "ASIA";
  const hash = createHash("sha256").update(JSON.stringify(principal)).digest("hex").slice(0, 16);
  return prefix + hash.toUpperCase();
}
