import type { Bell } from "../../state/bell.ts";
import type { Database } from "../../state/database.ts";
import type { LogEvent, LogEvents } from "./events.ts";
import type { LogGroups } from "./groups.ts";
import type { LogStreams } from "./streams.ts";

const LONGEST_MS = 100;
const MOST = 1000;

interface Batch {
  readonly group: string;
  readonly stream: string;
  readonly events: LogEvent[];
}

/**
 * What functions log on its way to the database. Lines are collected for a moment, so that a chatty function does not
 * cost an fsync a line; a process that is killed loses at most the last tenth of a second of its functions' output.
 * Readers settle the buffer first, so they see every line.
 */
export class LogBuffer {
  readonly #database: Database;
  readonly #bell: Bell;
  readonly #groups: LogGroups;
  readonly #streams: LogStreams;
  readonly #events: LogEvents;
  #batches = new Map<string, Batch>();
  #count = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(database: Database, bell: Bell, groups: LogGroups, streams: LogStreams, events: LogEvents) {
    this.#database = database;
    this.#bell = bell;
    this.#groups = groups;
    this.#streams = streams;
    this.#events = events;
  }

  add(group: string, stream: string, events: readonly LogEvent[]): void {
    const key = `${group}\0${stream}`;
    const batch = this.#batches.get(key) ?? { group, stream, events: [] };
    this.#batches.set(key, batch);
    for (const event of events) batch.events.push(event);
    this.#count += events.length;
    if (this.#count >= MOST || this.#stopping) this.settle();
    else this.#timer ??= setTimeout(() => void this.#settleLater(), LONGEST_MS);
  }

  /** Writes what was collected. */
  settle(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batches = this.#batches;
    this.#batches = new Map();
    this.#count = 0;
    for (const batch of batches.values()) {
      const group = this.#groups.find(batch.group) ?? this.#groups.create(batch.group);
      this.#events.insert(
        this.#streams.find(group, batch.stream) ?? this.#streams.create(group, batch.stream),
        batch.events,
      );
    }
    for (const group of new Set([...batches.values()].map((batch) => batch.group))) this.#bell.ring(bellOf(group));
  }

  /** Writes what there is. What comes in from now on is written at once. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#settleLater();
  }

  /** A database that was abandoned never says that it is flushed, so nothing is written to it any more. */
  async #settleLater(): Promise<void> {
    await this.#database.flushed();
    this.settle();
  }
}

/** What rings when a log group has new events. */
export function bellOf(group: string): string {
  return `logs:${group}`;
}
