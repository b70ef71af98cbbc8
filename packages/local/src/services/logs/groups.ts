import { arn, type Place } from "../../cloud.ts";
import type { Database } from "../../state/database.ts";
import { alreadyExists, invalid, notFound } from "./errors.ts";

export interface LogGroup {
  /** Never used twice. */
  readonly id: number;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Undefined keeps events for ever. */
  readonly retentionDays: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

interface Stored {
  id: number;
  name: string;
  created_at: number;
  retention_days: number | null;
  tags: string;
}

const DAY_MS = 86_400_000;
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export class LogGroups {
  readonly #database: Database;
  readonly #place: Place;

  constructor(database: Database, place: Place) {
    this.#database = database;
    this.#place = place;
    database.define(`
      CREATE TABLE IF NOT EXISTS logs_group (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL,
        retention_days INTEGER, tags TEXT NOT NULL)`);
  }

  arn(name: string): string {
    return arn(this.#place, "logs", `log-group:${name}`);
  }

  /** The name in what AWS calls an identifier: a name, or an ARN with or without `:*`. */
  nameIn(identifier: string | undefined): string {
    if (!identifier) throw invalid("The request must contain logGroupName or logGroupIdentifier.");
    return /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(identifier)?.[1] ?? identifier;
  }

  find(name: string): LogGroup | undefined {
    const stored = this.#database.get<Stored>("SELECT * FROM logs_group WHERE name = ?", name);
    return stored && groupOf(stored);
  }

  findById(id: number): LogGroup | undefined {
    const stored = this.#database.get<Stored>("SELECT * FROM logs_group WHERE id = ?", id);
    return stored && groupOf(stored);
  }

  get(name: string): LogGroup {
    const group = this.find(name);
    if (!group) throw notFound("group", name);
    return group;
  }

  create(name: string, tags: Readonly<Record<string, string>> = {}): LogGroup {
    if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)) throw invalid(`A log group cannot be named '${name}'`);
    if (this.find(name)) throw alreadyExists("group", name);
    this.#database.run(
      "INSERT INTO logs_group (name, created_at, tags) VALUES (?, ?, ?)",
      name,
      Date.now(),
      JSON.stringify(tags),
    );
    return this.get(name);
  }

  setRetention(group: LogGroup, days: number | undefined): void {
    if (days !== undefined && !retentions.includes(days)) {
      throw invalid(`retentionInDays ${days} of ${group.name} is none of ${retentions.join(", ")}`);
    }
    this.#database.run("UPDATE logs_group SET retention_days = ? WHERE id = ?", days ?? null, group.id);
  }

  setTags(group: LogGroup, tags: Readonly<Record<string, string>>): void {
    this.#database.run("UPDATE logs_group SET tags = ? WHERE id = ?", JSON.stringify(tags), group.id);
  }

  remove(group: LogGroup): void {
    this.#database.run("DELETE FROM logs_group WHERE id = ?", group.id);
  }

  /** In the order of their names, those after `after`, which begin with `prefix` or contain `part`. */
  list(filter: { prefix: string; part: string; after: string; limit: number }): LogGroup[] {
    return this.#database
      .all<Stored>(
        `SELECT * FROM logs_group WHERE name > ? AND substr(name, 1, ?) = ? AND instr(lower(name), lower(?))
         ORDER BY name LIMIT ?`,
        filter.after,
        filter.prefix.length,
        filter.prefix,
        filter.part,
        filter.limit,
      )
      .map(groupOf);
  }
}

/** Events older than this are gone, or about to be. */
export function keptSince(group: LogGroup, now: number): number {
  return group.retentionDays === undefined ? 0 : now - group.retentionDays * DAY_MS;
}

function groupOf(stored: Stored): LogGroup {
  return {
    id: stored.id,
    name: stored.name,
    createdAt: stored.created_at,
    retentionDays: stored.retention_days ?? undefined,
    tags: JSON.parse(stored.tags),
  };
}
