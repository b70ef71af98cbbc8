import type { HistoryEventType } from "@aws-sdk/client-sfn";
import type { Database } from "../../../state/database.ts";
import type { Execution } from "./executions.ts";

export interface StoredEvent {
  readonly id: number;
  readonly previous: number;
  readonly type: HistoryEventType;
  readonly at: number;
  readonly details: string | null;
}

/** What AWS allows one execution; then it fails instead of running for ever. */
export const MOST_EVENTS = 25_000;

/** The event histories of Standard executions. Express ones have none. */
export class History {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds an event and returns its number, 0 for Express. `previous` is the event before it on the same chain of states. */
  record(
    { id: execution, type: machine }: Execution,
    previous: number,
    type: HistoryEventType,
    details?: object,
  ): number {
    if (machine === "EXPRESS") return 0;
    const id = this.last(execution) + 1;
    this.#database.run(
      "INSERT INTO states_history VALUES (?, ?, ?, ?, ?, ?)",
      execution,
      id,
      previous,
      type,
      Date.now(),
      details ? JSON.stringify(details) : null,
    );
    return id;
  }

  last(execution: number): number {
    const row = this.#database.get<{ id: number | null }>(
      "SELECT MAX(id) AS id FROM states_history WHERE execution = ?",
      execution,
    );
    return row?.id ?? 0;
  }

  page(execution: number, from: number, limit: number, reverse: boolean): StoredEvent[] {
    const order = reverse ? "id <= ? ORDER BY id DESC" : "id >= ? ORDER BY id";
    const sql = `SELECT id, previous, type, at, details FROM states_history WHERE execution = ? AND ${order} LIMIT ?`;
    return this.#database.all<StoredEvent>(sql, execution, from, limit);
  }
}
