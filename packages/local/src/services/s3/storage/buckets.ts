import type { Database } from "../../../state/database.ts";
import { noSuchBucket } from "../errors.ts";

/** What can be set on a bucket. Each is kept as the SDK's shape of it, as JSON. */
export type SettingKind =
  | "cors"
  | "encryption"
  | "lifecycle"
  | "notification"
  | "ownership"
  | "policy"
  | "public-access"
  | "tagging";

export interface Bucket {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** Buckets and their settings. Settings are asked for on every request, so they are kept parsed in memory too. */
export class Buckets {
  readonly #database: Database;
  readonly #settings = new Map<string, unknown>();

  constructor(database: Database) {
    this.#database = database;
    for (const { bucket, kind, value } of database.all<{ bucket: string; kind: string; value: string }>(
      "SELECT * FROM s3_settings",
    )) {
      this.#settings.set(settingKey(bucket, kind), JSON.parse(value));
    }
  }

  find(name: string): Bucket | undefined {
    return this.#database.get<Bucket>("SELECT name, created_at AS createdAt FROM s3_buckets WHERE name = ?", name);
  }

  /** Throws NoSuchBucket. */
  require(name: string): Bucket {
    const bucket = this.find(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }

  all(): Bucket[] {
    return this.#database.all<Bucket>("SELECT name, created_at AS createdAt FROM s3_buckets ORDER BY name");
  }

  create(name: string): void {
    this.#database.run("INSERT OR IGNORE INTO s3_buckets VALUES (?, ?)", name, Date.now());
  }

  delete(name: string): void {
    this.#database.run("DELETE FROM s3_buckets WHERE name = ?", name);
    this.#database.run("DELETE FROM s3_settings WHERE bucket = ?", name);
    for (const key of this.#settings.keys()) if (key.startsWith(`${name}/`)) this.#settings.delete(key);
  }

  setting<Value>(bucket: string, kind: SettingKind): Value | undefined {
    return this.#settings.get(settingKey(bucket, kind)) as Value | undefined;
  }

  set(bucket: string, kind: SettingKind, value: unknown): void {
    const json = JSON.stringify(value);
    this.#database.run("INSERT OR REPLACE INTO s3_settings VALUES (?, ?, ?)", bucket, kind, json);
    this.#settings.set(settingKey(bucket, kind), JSON.parse(json));
  }

  unset(bucket: string, kind: SettingKind): void {
    this.#database.run("DELETE FROM s3_settings WHERE bucket = ? AND kind = ?", bucket, kind);
    this.#settings.delete(settingKey(bucket, kind));
  }
}

function settingKey(bucket: string, kind: string): string {
  return `${bucket}/${kind}`;
}
