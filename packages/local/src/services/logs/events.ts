import type { Database } from "../../state/database.ts";
import type { LogGroup } from "./groups.ts";
import type { LogStream, LogStreams } from "./streams.ts";

/** What is logged. `timestamp` in epoch milliseconds. */
export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

export interface StoredEvent extends LogEvent {
  readonly id: number;
  readonly ingested_at: number;
  /** Name of its stream. */
  readonly stream: string;
}

/** A place in the order of events: by time, then as they came in. */
export interface Cursor {
  readonly timestamp: number;
  readonly id: number;
}

/** From (inclusive) and to (exclusive), in epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The events of all streams. */
export class LogEvents {
  readonly #database: Database;
  readonly #streams: LogStreams;

  constructor(database: Database, streams: LogStreams) {
    this.#database = database;
    this.#streams = streams;
    database.define(`
      CREATE TABLE IF NOT EXISTS logs_event (
        id INTEGER PRIMARY KEY AUTOINCREMENT, grp INTEGER NOT NULL, stream INTEGER NOT NULL, timestamp INTEGER NOT NULL,
        ingested_at INTEGER NOT NULL, message TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS logs_event_stream ON logs_event (stream, timestamp);
      CREATE INDEX IF NOT EXISTS logs_event_group ON logs_event (grp, timestamp);`);
  }

  insert(stream: LogStream, events: readonly LogEvent[]): void {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    const now = Date.now();
    for (const { timestamp, message } of events) {
      first = Math.min(first, timestamp);
      last = Math.max(last, timestamp);
      this.#database.run(
        "INSERT INTO logs_event (grp, stream, timestamp, ingested_at, message) VALUES (?, ?, ?, ?, ?)",
        stream.grp,
        stream.id,
        timestamp,
        now,
        message,
      );
    }
    if (events.length > 0) this.#streams.extend(stream, first, last);
  }

  /** A stream's events behind a place (forward) or before it (backward), the nearest first. */
  ofStream(stream: LogStream, span: Span, place: Cursor, forward: boolean): IterableIterator<StoredEvent> {
    const [comparison, direction] = forward ? [">", "ASC"] : ["<", "DESC"];
    return this.#database.iterate<StoredEvent>(
      `SELECT id, timestamp, ingested_at, message, ? AS stream FROM logs_event
       WHERE stream = ? AND timestamp >= ? AND timestamp < ? AND (timestamp, id) ${comparison} (?, ?)
       ORDER BY timestamp ${direction}, id ${direction}`,
      stream.name,
      stream.id,
      span.from,
      span.to,
      place.timestamp,
      place.id,
    );
  }

  /** A group's events behind a place, of all streams or of those named or prefixed, in order. */
  ofGroup(
    group: LogGroup,
    span: Span,
    after: Cursor,
    streams: { names: readonly string[]; prefix: string },
  ): IterableIterator<StoredEvent> {
    const named = streams.names.length > 0 ? `AND s.name IN (${streams.names.map(() => "?").join()})` : "";
    return this.#database.iterate<StoredEvent>(
      `SELECT e.id, e.timestamp, e.ingested_at, e.message, s.name AS stream
       FROM logs_event AS e JOIN logs_stream AS s ON s.id = e.stream
       WHERE e.grp = ? AND e.timestamp >= ? AND e.timestamp < ? AND (e.timestamp, e.id) > (?, ?)
         AND substr(s.name, 1, ?) = ? ${named} ORDER BY e.timestamp, e.id`,
      group.id,
      span.from,
      span.to,
      after.timestamp,
      after.id,
      streams.prefix.length,
      streams.prefix,
      ...streams.names,
    );
  }

  /** Deletes some of a group's events older than `before`; returns how many. */
  removeOld(groupId: number, before: number, limit: number): number {
    return this.#database.run(
      `DELETE FROM logs_event WHERE id IN
         (SELECT id FROM logs_event WHERE grp = ? AND timestamp < ? ORDER BY timestamp LIMIT ?)`,
      groupId,
      before,
      limit,
    );
  }

  /** Deletes some of a stream's events; returns how many. */
  removeOfStream(streamId: number, limit: number): number {
    return this.#database.run(
      "DELETE FROM logs_event WHERE id IN (SELECT id FROM logs_event WHERE stream = ? LIMIT ?)",
      streamId,
      limit,
    );
  }
}
