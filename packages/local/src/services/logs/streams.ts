import type { Database } from "../../state/database.ts";
import { alreadyExists, invalid, notFound } from "./errors.ts";
import type { LogGroup } from "./groups.ts";

/** Times in epoch milliseconds; null while the stream is empty. */
export interface LogStream {
  id: number;
  grp: number;
  name: string;
  created_at: number;
  first_at: number | null;
  last_at: number | null;
  ingested_at: number | null;
}

export class LogStreams {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.define(`
      CREATE TABLE IF NOT EXISTS logs_stream (
        id INTEGER PRIMARY KEY AUTOINCREMENT, grp INTEGER NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL,
        first_at INTEGER, last_at INTEGER, ingested_at INTEGER, UNIQUE (grp, name));
      CREATE INDEX IF NOT EXISTS logs_stream_last ON logs_stream (grp, last_at);`);
  }

  find(group: LogGroup, name: string): LogStream | undefined {
    return this.#database.get<LogStream>("SELECT * FROM logs_stream WHERE grp = ? AND name = ?", group.id, name);
  }

  get(group: LogGroup, name: string | undefined): LogStream {
    if (!name) throw invalid("The request must contain logStreamName.");
    const stream = this.find(group, name);
    if (!stream) throw notFound("stream", `${group.name} ${name}`);
    return stream;
  }

  create(group: LogGroup, name: string | undefined): LogStream {
    if (!name || !/^[^:*]{1,512}$/.test(name)) throw invalid(`A log stream cannot be named '${name}'`);
    if (this.find(group, name)) throw alreadyExists("stream", `${group.name} ${name}`);
    const sql = "INSERT INTO logs_stream (grp, name, created_at) VALUES (?, ?, ?)";
    this.#database.run(sql, group.id, name, Date.now());
    return this.get(group, name);
  }

  /** Notes which times a stream's events span now. */
  extend(stream: LogStream, first: number, last: number): void {
    this.#database.run(
      `UPDATE logs_stream SET first_at = MIN(COALESCE(first_at, ?), ?), last_at = MAX(COALESCE(last_at, ?), ?),
         ingested_at = ? WHERE id = ?`,
      first,
      first,
      last,
      last,
      Date.now(),
      stream.id,
    );
  }

  remove(stream: LogStream): void {
    this.#database.run("DELETE FROM logs_stream WHERE id = ?", stream.id);
  }

  removeAll(group: LogGroup): void {
    this.#database.run("DELETE FROM logs_stream WHERE grp = ?", group.id);
  }

  /** By name, or by the time of the last event. */
  list(
    group: LogGroup,
    page: { prefix: string; byTime: boolean; descending: boolean; offset: number; limit: number },
  ): LogStream[] {
    const order = page.byTime ? "COALESCE(last_at, created_at)" : "name";
    const direction = page.descending ? "DESC" : "ASC";
    return this.#database.all<LogStream>(
      `SELECT * FROM logs_stream WHERE grp = ? AND substr(name, 1, ?) = ?
       ORDER BY ${order} ${direction}, id ${direction} LIMIT ? OFFSET ?`,
      group.id,
      page.prefix.length,
      page.prefix,
      page.limit,
      page.offset,
    );
  }
}
