import type { Database } from "../../../state/database.ts";
import type { Expiry } from "../expiry.ts";
import type { Streams } from "../streams/streams.ts";
import type { Table } from "../tables/table.ts";
import type { Item } from "../values/attribute-value.ts";
import { itemSize } from "../values/size.ts";
import { encodeEntry } from "./keys.ts";
import { decide, type Outcome, type PlannedWrite } from "./planned-write.ts";
import { StoredItem } from "./stored-item.ts";

/** The items of all tables, their index entries and their stream records: always written together. */
export class Items {
  readonly #database: Database;
  readonly #streams: Streams;
  readonly #expiry: Expiry;
  #nextId: number;

  constructor(database: Database, streams: Streams, expiry: Expiry) {
    this.#database = database;
    this.#streams = streams;
    this.#expiry = expiry;
    this.#nextId = (database.get<{ id: number | null }>("SELECT MAX(id) AS id FROM dynamodb_items")?.id ?? 0) + 1;
  }

  find(table: Table, key: Buffer): StoredItem | undefined {
    const row = this.#database.get<{ id: number; bytes: number; item: string }>(
      "SELECT id, bytes, item FROM dynamodb_items WHERE table_id = ? AND key = ?",
      table.id,
      key,
    );
    return row && new StoredItem(row.id, row.bytes, row.item);
  }

  /**
   * Makes `next` what stands under `key`, where `old` stood until now; undefined means nothing. `service` is who did it
   * when it was not a user. All or nothing.
   */
  write(table: Table, key: Buffer, old: StoredItem | undefined, next: Item | undefined, service?: string): void {
    this.#database.atomically(() => {
      const stored = next ? this.#store(table, key, old, next) : old && this.#delete(old);
      for (const index of table.indexes) {
        const before = old && encodeEntry(index, old.item, key);
        const now = next && encodeEntry(index, next, key);
        if (before && now?.equals(before)) continue;
        if (before) this.#database.run("DELETE FROM dynamodb_entries WHERE index_id = ? AND key = ?", index.id, before);
        if (now && stored) this.#enter(index.id, now, stored.id);
      }
      if (table.stream) this.#streams.record(table, table.stream, old, next && stored, service);
    });
  }

  /** Carries out one planned write on the item as it is now. Throws ConditionalCheckFailedException. */
  perform(write: PlannedWrite): Outcome {
    const outcome = decide(write, this.find(write.table, write.key));
    if (outcome.old || outcome.next) this.write(write.table, write.key, outcome.old, outcome.next);
    return outcome;
  }

  /** How many items a table has, and their size. */
  totals(table: Table): { count: number; bytes: number } {
    const row = this.#database.get<{ count: number; bytes: number }>(
      "SELECT COUNT(*) AS count, COALESCE(SUM(bytes), 0) AS bytes FROM dynamodb_items WHERE table_id = ?",
      table.id,
    );
    return row ?? { count: 0, bytes: 0 };
  }

  /** As `totals`, for an index. Sizes are those of the whole items. */
  indexTotals(indexId: number): { count: number; bytes: number } {
    const row = this.#database.get<{ count: number; bytes: number }>(
      `SELECT COUNT(*) AS count, COALESCE(SUM(bytes), 0) AS bytes
       FROM dynamodb_entries JOIN dynamodb_items ON id = item_id WHERE index_id = ?`,
      indexId,
    );
    return row ?? { count: 0, bytes: 0 };
  }

  /** Derives index entries and expiry of `limit` items behind `afterId` again. Returns the last id, or undefined at the end. */
  reindex(table: Table, afterId: number, limit: number): number | undefined {
    const rows = this.#database.all<{ id: number; key: Uint8Array; item: string }>(
      // The plus keeps SQLite from finding the table's items by their keys and sorting all of them at every step.
      "SELECT id, key, item FROM dynamodb_items WHERE +table_id = ? AND id > ? ORDER BY id LIMIT ?",
      table.id,
      afterId,
      limit,
    );
    this.#database.atomically(() => {
      for (const row of rows) {
        const item = JSON.parse(row.item) as Item;
        for (const index of table.indexes) {
          const entry = index.ready ? undefined : encodeEntry(index, item, Buffer.from(row.key));
          if (entry) this.#enter(index.id, entry, row.id);
        }
        const expiresAt = this.#expiry.of(table, item);
        this.#database.run(
          "UPDATE dynamodb_items SET expires_at = ? WHERE id = ? AND expires_at IS NOT ?",
          expiresAt,
          row.id,
          expiresAt,
        );
      }
    });
    return rows.at(-1)?.id;
  }

  #store(table: Table, key: Buffer, old: StoredItem | undefined, next: Item): StoredItem {
    const stored = new StoredItem(old?.id ?? this.#nextId++, itemSize(next), JSON.stringify(next));
    const expiresAt = this.#expiry.of(table, next);
    if (old) {
      this.#database.run(
        "UPDATE dynamodb_items SET bytes = ?, expires_at = ?, item = ? WHERE id = ?",
        stored.bytes,
        expiresAt,
        stored.text,
        stored.id,
      );
    } else {
      this.#database.run(
        "INSERT INTO dynamodb_items (id, table_id, key, bytes, expires_at, item) VALUES (?, ?, ?, ?, ?, ?)",
        stored.id,
        table.id,
        key,
        stored.bytes,
        expiresAt,
        stored.text,
      );
    }
    return stored;
  }

  #delete(old: StoredItem): undefined {
    this.#database.run("DELETE FROM dynamodb_items WHERE id = ?", old.id);
  }

  #enter(indexId: number, key: Buffer, itemId: number): void {
    this.#database.run(
      "INSERT OR REPLACE INTO dynamodb_entries (index_id, key, item_id) VALUES (?, ?, ?)",
      indexId,
      key,
      itemId,
    );
  }
}
