import { closeSync, fdatasync, fdatasyncSync, fstatSync, openSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { SharedSync } from "./shared-sync.ts";

export type Row = Record<string, unknown>;

const datasync = promisify(fdatasync);

/** A log that grows to this is copied into the file by a thread; before, there is none. */
const LONG_LOG_BYTES = 4_000_000;
/** In 4 KB pages: should the thread not keep up, because there is no pause between writes, it is done here after all. */
const LONGEST_LOG_PAGES = 20_000;

/**
 * A SQLite database of a stage: WAL with group commit. All that is written in one turn of the event loop, and all
 * that comes while the last commit is brought to disk, shares one transaction and one sync. Everything here is
 * synchronous, so a service's state moves are never interleaved; `flushed()` tells when they are on disk. Nobody answers
 * a client or causes an outside effect before.
 *
 * With synchronous NORMAL, SQLite orders its writes so that no crash corrupts the database, and a commit is durable when
 * its log is synced after it. We do that beside the event loop, which would otherwise stand still meanwhile.
 * https://www.sqlite.org/pragma.html#pragma_synchronous
 *
 * So does the copying of a log that has grown long into the file, in a thread: it takes as long as some tens of requests, and would
 * otherwise be done by whichever commit comes next. https://www.sqlite.org/wal.html#ckpt
 */
export class Database {
  readonly #file: string;
  readonly #connection: DatabaseSync;
  /** The file of its log. Nothing locks it, so a second descriptor takes no lock away when it is closed. */
  readonly #log: number;
  readonly #commits = new SharedSync(() => this.#commit());
  readonly #statements = new Map<string, StatementSync>();
  #checkpoints: Worker | undefined;
  #isWriting = false;
  #isAbandoned = false;
  #depth = 0;

  /** `pageBytes` counts only for a file that is new; larger pages suit larger rows. */
  constructor(file: string, { pageBytes = 4096, cacheBytes = 32_000_000 } = {}) {
    this.#file = file;
    this.#connection = new DatabaseSync(file);
    this.#connection.exec(
      `PRAGMA page_size = ${pageBytes}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
       PRAGMA busy_timeout = 0; PRAGMA cache_size = ${Math.ceil(-cacheBytes / 1000)};
       PRAGMA wal_autocheckpoint = ${LONGEST_LOG_PAGES};`,
    );
    // SQLite makes the log with the first transaction.
    this.#connection.exec("BEGIN IMMEDIATE; COMMIT");
    this.#log = openSync(`${file}-wal`, "r+");
  }

  /** Creates what a service keeps. Statements must be idempotent (`CREATE TABLE IF NOT EXISTS`). */
  define(statements: string): void {
    this.#connection.exec(statements);
  }

  get<T = Row>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined;
  }

  all<T = Row>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...values) as T[];
  }

  /** Rows one at a time, for results of any size. Do not write to the same table while iterating. */
  iterate<T = Row>(sql: string, ...values: SQLInputValue[]): IterableIterator<T> {
    return this.#prepare(sql).iterate(...values) as IterableIterator<T>;
  }

  /** Writes, and returns how many rows changed. Part of the transaction that is open. */
  run(sql: string, ...values: SQLInputValue[]): number {
    this.#begin();
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** All of `work` or nothing: when it throws, its writes are undone and the error goes on. Synchronous, may nest. */
  atomically<T>(work: () => T): T {
    this.#begin();
    const savepoint = `s${this.#depth++}`;
    this.#connection.exec(`SAVEPOINT ${savepoint}`);
    try {
      const result = work();
      this.#connection.exec(`RELEASE ${savepoint}`);
      return result;
    } catch (error) {
      this.#connection.exec(`ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`);
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** Resolves when everything written so far is on disk; at once when nothing waits. */
  async flushed(): Promise<void> {
    await this.#commits.settled();
    if (this.#isAbandoned) await new Promise(() => {});
  }

  /** Commits what waits and closes, which brings all to disk. */
  close(): void {
    if (this.#isWriting) this.#connection.exec("COMMIT");
    // While the thread has the file open, closing it here brings nothing to disk.
    if (this.#checkpoints) fdatasyncSync(this.#log);
    this.#end();
  }

  /** Drops what is not committed and closes at once, as a killed process would. Whoever waits for `flushed` waits for ever. */
  abandon(): void {
    this.#isAbandoned = true;
    if (this.#isWriting) this.#connection.exec("ROLLBACK");
    this.#end();
  }

  #end(): void {
    void this.#checkpoints?.terminate();
    this.#connection.close();
    void this.#commits.settled().finally(() => closeSync(this.#log));
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #begin(): void {
    if (this.#isWriting) return;
    this.#connection.exec("BEGIN IMMEDIATE");
    this.#isWriting = true;
    // A failed commit must stop the process even when nobody waits for this one: the database no longer holds what memory says.
    this.#commits.run().catch((error: unknown) => {
      throw error;
    });
  }

  /** Commits at the end of this turn of the event loop. Resolves when that is on disk. */
  async #commit(): Promise<void> {
    await setImmediate();
    if (!this.#connection.isOpen) return;
    this.#connection.exec("COMMIT");
    this.#isWriting = false;
    if (!this.#checkpoints && fstatSync(this.#log).size > LONG_LOG_BYTES) this.#startCheckpoints();
    await datasync(this.#log);
  }

  #startCheckpoints(): void {
    this.#checkpoints = new Worker(new URL("./checkpoint-thread.ts", import.meta.url), { workerData: this.#file });
    this.#checkpoints.unref();
  }
}
