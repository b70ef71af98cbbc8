import type { Bell } from "../../state/bell.ts";
import type { Database } from "../../state/database.ts";
import { milliseconds, type Queue } from "./queues.ts";

/** A message as it is stored. Times in epoch milliseconds. */
export interface Message {
  id: number;
  queue: number;
  message_id: string;
  body: string;
  /** JSON of StoredAttributes. */
  attributes: string;
  sender: string;
  trace: string | null;
  sent_at: number;
  /** Until then it is delayed (never received) or in flight (received). */
  visible_at: number;
  receive_count: number;
  first_received_at: number | null;
  group_id: string | null;
  deduplication_id: string | null;
  /** ARN of the queue that it left as a dead letter. */
  source: string | null;
}

export type NewMessage = Pick<
  Message,
  "message_id" | "body" | "attributes" | "sender" | "trace" | "group_id" | "deduplication_id"
>;

export interface Counts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/**
 * The messages of all queues. A message's state is nothing but stored times, so it is right after any restart without a
 * timer. Whatever makes a message receivable rings the queue's bell.
 */
export class Messages {
  readonly #database: Database;
  readonly #bell: Bell;

  constructor(database: Database, bell: Bell) {
    this.#database = database;
    this.#bell = bell;
    database.define(`
      CREATE TABLE IF NOT EXISTS sqs_message (
        id INTEGER PRIMARY KEY AUTOINCREMENT, queue INTEGER NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
        attributes TEXT NOT NULL, sender TEXT NOT NULL, trace TEXT, sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
        receive_count INTEGER NOT NULL DEFAULT 0, first_received_at INTEGER, group_id TEXT, deduplication_id TEXT,
        source TEXT, inside INTEGER NOT NULL DEFAULT 0);
      CREATE INDEX IF NOT EXISTS sqs_message_visible ON sqs_message (queue, visible_at);
      CREATE INDEX IF NOT EXISTS sqs_message_sent ON sqs_message (queue, sent_at);
      CREATE INDEX IF NOT EXISTS sqs_message_group ON sqs_message (queue, group_id, visible_at) WHERE group_id IS NOT NULL;`);
  }

  /** Adds a message and returns its row, which grows with every message: the order of FIFO queues. */
  insert(queue: Queue, message: NewMessage, now: number, delayMs = 0): number {
    const row = this.#database.get<{ id: number }>(
      `INSERT INTO sqs_message (queue, message_id, body, attributes, sender, trace, group_id, deduplication_id, sent_at, visible_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      queue.id,
      message.message_id,
      message.body,
      message.attributes,
      message.sender,
      message.trace,
      message.group_id,
      message.deduplication_id,
      now,
      now + delayMs,
    );
    this.ring(queue.id);
    return row?.id ?? 0;
  }

  /** What may be received now, in the order in which it is to be. */
  receivable(queue: Queue, now: number, limit: number): Message[] {
    if (!queue.fifo) {
      return this.#database.all<Message>(
        "SELECT * FROM sqs_message WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, id LIMIT ?",
        queue.id,
        now,
        limit,
      );
    }
    // A group waits while any of its messages is in flight, or an older one is delayed.
    return this.#database.all<Message>(
      `SELECT * FROM sqs_message AS m WHERE queue = ? AND visible_at <= ? AND NOT EXISTS (
         SELECT 1 FROM sqs_message AS before WHERE before.queue = m.queue AND before.group_id = m.group_id
         AND before.visible_at > ? AND (before.receive_count > 0 OR before.id < m.id))
       ORDER BY id LIMIT ?`,
      queue.id,
      now,
      now,
      limit,
    );
  }

  /** When the next message that is now hidden can be received. */
  nextVisibleAt(queue: Queue, now: number): number | undefined {
    const sql = "SELECT MIN(visible_at) AS at FROM sqs_message WHERE queue = ? AND visible_at > ?";
    return this.#database.get<{ at: number | null }>(sql, queue.id, now)?.at ?? undefined;
  }

  /** Counts one receive, and hides the message for a time. `inside`: its receiver is part of this process. */
  received(message: Message, now: number, visibilityMs: number, inside: boolean): void {
    this.#database.run(
      `UPDATE sqs_message SET visible_at = ?, receive_count = receive_count + 1, inside = ?,
         first_received_at = COALESCE(first_received_at, ?) WHERE id = ?`,
      now + visibilityMs,
      inside ? 1 : 0,
      now,
      message.id,
    );
  }

  /**
   * Gives back what receivers inside a former process held: they ended with it, so nobody will delete these messages, and
   * waiting for their visibility would only delay them. The receive that was cut off does not count towards dead letters.
   */
  releaseInside(now: number): void {
    this.#database.run(
      `UPDATE sqs_message SET visible_at = ?, receive_count = receive_count - 1, inside = 0
       WHERE inside = 1 AND visible_at > ?`,
      now,
      now,
    );
  }

  find(queue: Queue, id: number, messageId: string): Message | undefined {
    const sql = "SELECT * FROM sqs_message WHERE id = ? AND queue = ? AND message_id = ?";
    return this.#database.get<Message>(sql, id, queue.id, messageId);
  }

  hideUntil(message: Message, at: number): void {
    this.#database.run("UPDATE sqs_message SET visible_at = ? WHERE id = ?", at, message.id);
    this.ring(message.queue);
  }

  remove(message: Message): void {
    this.#database.run("DELETE FROM sqs_message WHERE id = ?", message.id);
    this.ring(message.queue);
  }

  removeAll(queue: Queue): void {
    this.#database.run("DELETE FROM sqs_message WHERE queue = ?", queue.id);
  }

  /** To the dead-letter queue: the same message, with its count of receives. Its age starts again only in FIFO queues. */
  bury(message: Message, source: string, target: Queue, now: number): void {
    this.#database.run(
      "UPDATE sqs_message SET queue = ?, source = ?, visible_at = ?, sent_at = ? WHERE id = ?",
      target.id,
      source,
      now,
      target.fifo ? now : message.sent_at,
      message.id,
    );
    this.ring(target.id);
  }

  /** Removes what is older than the queue keeps messages. */
  expire(queue: Queue, now: number): void {
    const limit = now - milliseconds(queue, "MessageRetentionPeriod");
    const oldest = this.#database.get<{ at: number | null }>(
      "SELECT MIN(sent_at) AS at FROM sqs_message WHERE queue = ?",
      queue.id,
    )?.at;
    if (!oldest || oldest > limit) return;
    this.#database.run("DELETE FROM sqs_message WHERE queue = ? AND sent_at <= ?", queue.id, limit);
  }

  counts(queue: Queue, now: number): Counts {
    const row = this.#database.get<{ total: number; hidden: number; delayed: number }>(
      `SELECT COUNT(*) AS total, COUNT(*) FILTER (WHERE visible_at > ?) AS hidden,
         COUNT(*) FILTER (WHERE visible_at > ? AND receive_count = 0) AS delayed FROM sqs_message WHERE queue = ?`,
      now,
      now,
      queue.id,
    ) ?? { total: 0, hidden: 0, delayed: 0 };
    return { visible: row.total - row.hidden, inFlight: row.hidden - row.delayed, delayed: row.delayed };
  }

  ring(queueId: number): void {
    this.#bell.ring(bellOf(queueId));
  }
}

/** What rings when a queue may have something new to receive. */
export function bellOf(queueId: number): string {
  return `sqs:${queueId}`;
}
