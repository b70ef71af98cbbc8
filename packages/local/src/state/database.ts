import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

export type Row = Record<string, unknown>;

/**
 * The one SQLite database of a stage: WAL, synchronous FULL, with group commit. All that is written in one turn of the
 * event loop shares one transaction and so one fsync. Everything here is synchronous, so a service's state moves are
 * never interleaved; `flushed()` tells when they are on disk. Nobody answers a client or causes an outside effect before.
 */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #commit: Promise<void> | undefined;
  #depth = 0;

  constructor(file: string) {
    this.#connection = new DatabaseSync(file);
    this.#connection.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 0; PRAGMA cache_size = -32000;",
    );
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

  /** Writes, and returns how many rows changed. Part of this turn's transaction. */
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
    await this.#commit;
  }

  /** Commits what waits and closes. */
  close(): void {
    if (this.#connection.isTransaction) this.#connection.exec("COMMIT");
    this.#connection.close();
  }

  /** Drops what is not committed and closes at once, as a killed process would. Whoever waits for `flushed` waits for ever. */
  abandon(): void {
    this.#commit = new Promise(() => {});
    if (this.#connection.isTransaction) this.#connection.exec("ROLLBACK");
    this.#connection.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #begin(): void {
    if (this.#commit) return;
    this.#connection.exec("BEGIN IMMEDIATE");
    this.#commit = new Promise((resolve, reject) => {
      setImmediate(() => {
        if (!this.#connection.isOpen) return;
        this.#commit = undefined;
        try {
          this.#connection.exec("COMMIT");
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    // A failed commit must stop the process even when nobody waits for this one: the database no longer holds what memory says.
    this.#commit.catch((error: unknown) => {
      throw error;
    });
  }
}
