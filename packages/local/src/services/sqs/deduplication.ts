import type { Database } from "../../state/database.ts";
import type { Queue } from "./queues.ts";

const INTERVAL_MS = 5 * 60_000;

/** What a FIFO queue answered to the first send of a deduplication id. */
export interface Sent {
  readonly messageId: string;
  readonly sequence: string;
}

/** Remembers for five minutes which deduplication ids a FIFO queue has taken, even after their messages are gone. */
export class Deduplication {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.define(`
      CREATE TABLE IF NOT EXISTS sqs_deduplication (
        queue INTEGER NOT NULL, scope TEXT NOT NULL, id TEXT NOT NULL, message_id TEXT NOT NULL, sequence TEXT NOT NULL,
        until INTEGER NOT NULL, PRIMARY KEY (queue, scope, id)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS sqs_deduplication_until ON sqs_deduplication (queue, until);`);
  }

  find(queue: Queue, group: string, id: string, now: number): Sent | undefined {
    this.#database.run("DELETE FROM sqs_deduplication WHERE queue = ? AND until <= ?", queue.id, now);
    const row = this.#database.get<{ message_id: string; sequence: string }>(
      "SELECT message_id, sequence FROM sqs_deduplication WHERE queue = ? AND scope = ? AND id = ?",
      queue.id,
      scopeOf(queue, group),
      id,
    );
    return row && { messageId: row.message_id, sequence: row.sequence };
  }

  remember(queue: Queue, group: string, id: string, sent: Sent, now: number): void {
    this.#database.run(
      "INSERT INTO sqs_deduplication VALUES (?, ?, ?, ?, ?, ?)",
      queue.id,
      scopeOf(queue, group),
      id,
      sent.messageId,
      sent.sequence,
      now + INTERVAL_MS,
    );
  }

  forget(queue: Queue): void {
    this.#database.run("DELETE FROM sqs_deduplication WHERE queue = ?", queue.id);
  }
}

/** A group begins with a letter or sign that is never empty, so the whole queue is the empty scope. */
function scopeOf(queue: Queue, group: string): string {
  return queue.attributes.DeduplicationScope === "messageGroup" ? group : "";
}
