import { arn, type Place } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import type { Database } from "../../state/database.ts";
import { notFound, validation } from "./errors.ts";

export const DEFAULT_BUS = "default";

/** Times in epoch milliseconds. */
export interface Bus {
  name: string;
  description: string | null;
  created_at: number;
  modified_at: number;
}

/** The event buses. There always is the one called `default`, where AWS services put their events. */
export class Buses {
  readonly #database: Database;
  readonly #place: Place;

  constructor(database: Database, place: Place) {
    this.#database = database;
    this.#place = place;
    database.define(`
      CREATE TABLE IF NOT EXISTS events_bus (
        name TEXT PRIMARY KEY, description TEXT, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL)`);
    if (!this.find(DEFAULT_BUS)) this.put(DEFAULT_BUS);
  }

  arn(name: string): string {
    return arn(this.#place, "events", `event-bus/${name}`);
  }

  /** The name in what AWS takes as a bus: a name, an ARN, or nothing for the default bus. */
  nameIn(nameOrArn: string | undefined): string {
    if (nameOrArn === undefined) return DEFAULT_BUS;
    return /^arn:[^:]*:events:[^:]*:[^:]*:event-bus\/(.+)$/.exec(nameOrArn)?.[1] ?? nameOrArn;
  }

  find(name: string): Bus | undefined {
    return this.#database.get<Bus>("SELECT * FROM events_bus WHERE name = ?", name);
  }

  get(nameOrArn: string | undefined): Bus {
    const name = this.nameIn(nameOrArn);
    const bus = this.find(name);
    if (!bus) throw notFound(`Event bus ${name}`);
    return bus;
  }

  create(name: string | undefined, description: string | undefined): Bus {
    if (!name || !/^[.\-_A-Za-z0-9]{1,256}$/.test(name)) throw validation(`An event bus cannot be named '${name}'.`);
    if (this.find(name)) throw new AwsError("ResourceAlreadyExistsException", `Event bus ${name} already exists.`);
    this.put(name, description);
    return this.get(name);
  }

  /** Creates a bus, or changes its description. */
  put(name: string, description?: string): void {
    const now = Date.now();
    this.#database.run(
      `INSERT INTO events_bus VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET description = excluded.description, modified_at = excluded.modified_at`,
      name,
      description ?? null,
      now,
      now,
    );
  }

  remove(bus: Bus): void {
    this.#database.run("DELETE FROM events_bus WHERE name = ?", bus.name);
  }

  list(prefix: string, after: string, limit: number): Bus[] {
    return this.#database.all<Bus>(
      "SELECT * FROM events_bus WHERE name > ? AND substr(name, 1, ?) = ? ORDER BY name LIMIT ?",
      after,
      prefix.length,
      prefix,
      limit,
    );
  }
}
