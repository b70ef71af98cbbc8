import { setImmediate } from "node:timers/promises";
import type { Cloud } from "../../../cloud.ts";
import type { Items } from "../items/items.ts";
import type { Purge, Tables } from "./tables.ts";

/** Long enough to be worth a transaction, short enough that others get their turn in between. */
const ROWS_A_TURN = 500;

/** Work on whole tables, done in small steps beside everything else. Begun again after a crash: each step may repeat. */
export class Background {
  readonly #cloud: Cloud;
  readonly #tables: Tables;
  readonly #items: Items;

  constructor(cloud: Cloud, tables: Tables, items: Items) {
    this.#cloud = cloud;
    this.#tables = tables;
    this.#items = items;
    cloud.agenda.register("dynamodb-backfill", ({ key }) => this.backfill(key));
    cloud.agenda.register<Purge>("dynamodb-purge", ({ payload }) => this.#purge(payload), 1);
  }

  /**
   * Puts the items that were there before into a table's new indexes, and notes when they expire. Writes that happen
   * meanwhile keep the indexes by themselves.
   */
  async backfill(tableName: string): Promise<void> {
    const pending = new Set(
      this.#tables
        .find(tableName)
        ?.indexes.filter(({ ready }) => !ready)
        .map(({ id }) => id),
    );
    let last = 0;
    for (;;) {
      const table = this.#tables.find(tableName);
      if (!table) return;
      const next = this.#items.reindex(table, last, ROWS_A_TURN);
      if (next === undefined) {
        const indexes = table.indexes.map((index) => (pending.has(index.id) ? { ...index, ready: true } : index));
        this.#tables.update({ ...table, indexes });
        return;
      }
      last = next;
      await setImmediate();
    }
  }

  async #purge(purge: Purge): Promise<void> {
    const { database } = this.#cloud;
    const step = () =>
      "tableId" in purge
        ? database.run(
            "DELETE FROM dynamodb_items WHERE id IN (SELECT id FROM dynamodb_items WHERE table_id = ? LIMIT ?)",
            purge.tableId,
            ROWS_A_TURN,
          )
        : database.run(
            `DELETE FROM dynamodb_entries WHERE index_id = ? AND key IN
               (SELECT key FROM dynamodb_entries WHERE index_id = ? LIMIT ?)`,
            purge.indexId,
            purge.indexId,
            ROWS_A_TURN,
          );
    while (step() > 0) await setImmediate();
  }
}
