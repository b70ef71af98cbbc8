import { setImmediate } from "node:timers/promises";
import type { Cloud } from "../../cloud.ts";
import type { Items } from "./items/items.ts";
import { encodeKey } from "./items/keys.ts";
import { StoredItem } from "./items/stored-item.ts";
import type { Table } from "./tables/table.ts";
import type { Tables } from "./tables/tables.ts";
import { attributeOf, type Item } from "./values/attribute-value.ts";

/** An item is not gone at the second of its expiry (on AWS it may stay for days): readers must filter by themselves. */
const SWEEP_DELAY_MS = 5_000;
const ITEMS_A_TURN = 100;
/** Older times are taken for a mistake and never expire anything. */
const OLDEST_EXPIRY_SECONDS = 5 * 365 * 24 * 3600;
const SERVICE = "dynamodb.amazonaws.com";

/** Time to live: knows when items expire and wakes the sweep in time. */
export class Expiry {
  readonly #cloud: Cloud;
  /** When each table is swept next, by name, in epoch milliseconds. */
  readonly #due = new Map<string, number>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  /** When an item of this table expires, in epoch seconds, or null. The sweep will come for it. */
  of(table: Table, item: Item): number | null {
    const time = table.ttlAttribute === undefined ? undefined : attributeOf(item, table.ttlAttribute)?.N;
    const seconds = time === undefined ? Number.NaN : Math.floor(Number(time));
    if (!Number.isSafeInteger(seconds)) return null;
    if (seconds > oldestExpiry()) this.#wake(table, seconds);
    return seconds;
  }

  /** Lets the sweep come for the first item that expires. */
  schedule(table: Table): void {
    const next = this.#cloud.database.get<{ expires_at: number }>(
      "SELECT expires_at FROM dynamodb_items WHERE table_id = ? AND expires_at > ? ORDER BY expires_at LIMIT 1",
      table.id,
      oldestExpiry(),
    );
    this.#due.delete(table.name);
    if (next) this.#wake(table, next.expires_at);
  }

  /** Who removes what has expired. */
  register(tables: Tables, items: Items): void {
    this.#cloud.agenda.register("dynamodb-expiry", async ({ key }) => {
      const table = tables.find(key);
      if (!table) return;
      while (this.#sweep(table, items) > 0) await setImmediate();
      this.schedule(table);
    });
  }

  #sweep(table: Table, items: Items): number {
    const expired = this.#cloud.database.all<{ id: number; bytes: number; item: string }>(
      `SELECT id, bytes, item FROM dynamodb_items
       WHERE table_id = ? AND expires_at > ? AND expires_at <= ? ORDER BY expires_at LIMIT ?`,
      table.id,
      oldestExpiry(),
      Math.floor(Date.now() / 1000),
      ITEMS_A_TURN,
    );
    for (const { id, bytes, item } of expired) {
      const stored = new StoredItem(id, bytes, item);
      items.write(table, encodeKey(table.key, stored.item), stored, undefined, SERVICE);
    }
    return expired.length;
  }

  #wake(table: Table, seconds: number): void {
    const dueAt = Math.max(seconds * 1000, Date.now()) + SWEEP_DELAY_MS;
    if (dueAt >= (this.#due.get(table.name) ?? Number.POSITIVE_INFINITY)) return;
    this.#due.set(table.name, dueAt);
    this.#cloud.agenda.put("dynamodb-expiry", table.name, {}, dueAt);
  }
}

function oldestExpiry(): number {
  return Math.floor(Date.now() / 1000) - OLDEST_EXPIRY_SECONDS;
}
