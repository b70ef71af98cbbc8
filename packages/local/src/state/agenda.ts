import type { Database } from "./database.ts";

/** One thing to be done: `kind` names who does it, `key` what about (unique within its kind), `payload` is JSON. */
export interface Entry<Payload = unknown> {
  readonly kind: string;
  readonly key: string;
  readonly payload: Payload;
  /** 0 the first time. Counted up before each try, so it survives a crash in the middle. */
  readonly attempt: number;
}

/** What became of a try: nothing = done and gone; `{ againAt }` = keep it and try again then (epoch milliseconds). */
// biome-ignore lint/suspicious/noConfusingVoidType: a worker that has nothing to say need not say it
export type Outcome = { readonly againAt: number } | undefined | void;

type Work<Payload> = (entry: Entry<Payload>) => Promise<Outcome> | Outcome;

interface Stored {
  id: number;
  kind: string;
  key: string;
  payload: string;
  due_at: number;
  attempt: number;
  /** Counts the puts of one key: a replacement during a try must not be taken for the thing that was tried. */
  version: number;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Durable work: timers, deliveries, retries. `put` is an ordinary write, so an entry becomes durable together with the
 * state move that caused it (an outbox). After a crash whatever was not done is done again: workers must be idempotent.
 */
export class Agenda {
  readonly #database: Database;
  readonly #workers = new Map<string, { work: Work<never>; free: number }>();
  readonly #running = new Map<number, Promise<void>>();
  readonly #onError: (entry: Entry, error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #dueNext = Number.POSITIVE_INFINITY;
  #started = false;

  constructor(database: Database, onError: (entry: Entry, error: unknown) => void) {
    this.#database = database;
    this.#onError = onError;
    database.define(`
      CREATE TABLE IF NOT EXISTS agenda (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL, payload TEXT NOT NULL,
        due_at INTEGER NOT NULL, attempt INTEGER NOT NULL DEFAULT 0,
        version INTEGER NOT NULL DEFAULT 0, UNIQUE (kind, key));
      CREATE INDEX IF NOT EXISTS agenda_due ON agenda (due_at);`);
  }

  /** Says who does a kind of entry, and how many at once. A worker that throws is tried again after a backoff, for ever. */
  register<Payload>(kind: string, work: Work<Payload>, concurrency = 32): void {
    this.#workers.set(kind, { work: work as Work<never>, free: concurrency });
  }

  /** Adds an entry, or replaces the one with this kind and key. `dueAt` in epoch milliseconds, default now. */
  put(kind: string, key: string, payload: unknown, dueAt = Date.now()): void {
    this.#database.run(
      `INSERT INTO agenda (kind, key, payload, due_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, key) DO UPDATE SET payload = excluded.payload, due_at = excluded.due_at,
         attempt = 0, version = version + 1`,
      kind,
      key,
      JSON.stringify(payload),
      dueAt,
    );
    this.#schedule(dueAt);
  }

  /** Takes an entry back. One that is being done at this moment still ends. */
  cancel(kind: string, key: string): void {
    this.#database.run("DELETE FROM agenda WHERE kind = ? AND key = ?", kind, key);
  }

  start(): void {
    this.#started = true;
    this.#schedule(Date.now());
  }

  /** Takes up nothing new and waits for what is being done. */
  async stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#timer);
    await Promise.allSettled(this.#running.values());
  }

  #schedule(dueAt: number): void {
    if (!this.#started || dueAt >= this.#dueNext) return;
    this.#dueNext = dueAt;
    clearTimeout(this.#timer);
    const wait = Math.min(Math.max(dueAt - Date.now(), 0), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => this.#turn(), wait);
  }

  /** Takes up what is due, kind by kind so that a busy kind cannot starve another, and sleeps until the next is due. */
  #turn(): void {
    this.#dueNext = Number.POSITIVE_INFINITY;
    if (!this.#started) return;
    const now = Date.now();
    for (const [kind, worker] of this.#workers) {
      if (worker.free === 0) continue;
      const due = this.#database.all<Stored>(
        "SELECT * FROM agenda WHERE kind = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?",
        kind,
        now,
        worker.free + this.#running.size,
      );
      for (const entry of due) if (worker.free > 0 && !this.#running.has(entry.id)) this.#take(entry, worker);
    }
    const next = this.#database.get<{ due_at: number }>(
      "SELECT MIN(due_at) AS due_at FROM agenda WHERE due_at > ?",
      now,
    );
    if (next?.due_at) this.#schedule(next.due_at);
  }

  #take(stored: Stored, worker: { work: Work<never>; free: number }): void {
    worker.free--;
    this.#database.run("UPDATE agenda SET attempt = attempt + 1 WHERE id = ?", stored.id);
    const entry = { kind: stored.kind, key: stored.key, payload: JSON.parse(stored.payload), attempt: stored.attempt };
    const done = this.#attempt(entry as Entry<never>, worker.work).then((againAt) => {
      if (againAt === undefined) {
        this.#database.run("DELETE FROM agenda WHERE id = ? AND version = ?", stored.id, stored.version);
      } else {
        this.#database.run(
          "UPDATE agenda SET due_at = ? WHERE id = ? AND version = ?",
          againAt,
          stored.id,
          stored.version,
        );
      }
      worker.free++;
      this.#running.delete(stored.id);
      this.#schedule(Date.now());
    });
    this.#running.set(stored.id, done);
  }

  /** Tries once, after the count of tries is on disk. Returns when to try again, or undefined when done. */
  async #attempt(entry: Entry<never>, work: Work<never>): Promise<number | undefined> {
    await this.#database.flushed();
    try {
      const outcome = await work(entry);
      return outcome ? outcome.againAt : undefined;
    } catch (error) {
      this.#onError(entry, error);
      return Date.now() + backoffMs(entry.attempt);
    }
  }
}

/** 100 ms doubling up to a minute. */
function backoffMs(attempt: number): number {
  return Math.min(100 * 2 ** attempt, 60_000);
}
