import type { Database } from "../../state/database.ts";

/** What is known of mappings besides the graph: since when they exist, whether an operator has paused them, how far they read. */
export class MappingStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.define(`
      CREATE TABLE IF NOT EXISTS lambda_mappings (
        uuid TEXT PRIMARY KEY, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, enabled INTEGER) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS lambda_stream_positions (
        uuid TEXT NOT NULL, shard TEXT NOT NULL, sequence TEXT NOT NULL, PRIMARY KEY (uuid, shard)) WITHOUT ROWID;`);
  }

  /** Notes a mapping when it is first deployed. */
  add(uuid: string): void {
    const now = Date.now();
    this.#database.run("INSERT OR IGNORE INTO lambda_mappings VALUES (?, ?, ?, NULL)", uuid, now, now);
  }

  /** `enabled` is undefined while nobody has decided otherwise than the graph. Times in epoch milliseconds. */
  get(uuid: string): { createdAt: number; modifiedAt: number; enabled: boolean | undefined } {
    const row = this.#database.get<{ created_at: number; modified_at: number; enabled: number | null }>(
      "SELECT created_at, modified_at, enabled FROM lambda_mappings WHERE uuid = ?",
      uuid,
    );
    if (!row) throw new Error(`Event source mapping ${uuid} was never added`);
    const enabled = row.enabled === null ? undefined : row.enabled === 1;
    return { createdAt: row.created_at, modifiedAt: row.modified_at, enabled };
  }

  setEnabled(uuid: string, enabled: boolean): void {
    this.#database.run(
      "UPDATE lambda_mappings SET enabled = ?, modified_at = ? WHERE uuid = ?",
      enabled ? 1 : 0,
      Date.now(),
      uuid,
    );
  }

  /** The last record of a shard that is done with. */
  position(uuid: string, shard: string): string | undefined {
    return this.#database.get<{ sequence: string }>(
      "SELECT sequence FROM lambda_stream_positions WHERE uuid = ? AND shard = ?",
      uuid,
      shard,
    )?.sequence;
  }

  setPosition(uuid: string, shard: string, sequence: string): void {
    this.#database.run(
      "INSERT INTO lambda_stream_positions VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence",
      uuid,
      shard,
      sequence,
    );
  }

  remove(uuid: string): void {
    this.#database.atomically(() => {
      this.#database.run("DELETE FROM lambda_mappings WHERE uuid = ?", uuid);
      this.#database.run("DELETE FROM lambda_stream_positions WHERE uuid = ?", uuid);
    });
  }
}
