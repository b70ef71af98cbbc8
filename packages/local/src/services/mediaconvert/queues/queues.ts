import type { QueueStatus } from "@aws-sdk/client-mediaconvert";
import { arn, type Place } from "../../../cloud.ts";
import type { Database } from "../../../state/database.ts";
import { notFound } from "../errors.ts";

export interface QueueRecord {
  readonly name: string;
  readonly description?: string;
  readonly status: QueueStatus;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The queue that every account has; it cannot be deleted. */
export const DEFAULT_QUEUE = "Default";

export class Queues {
  readonly #database: Database;
  readonly #place: Place;

  constructor(database: Database, place: Place) {
    this.#database = database;
    this.#place = place;
    database.define("CREATE TABLE IF NOT EXISTS mediaconvert_queue (name TEXT PRIMARY KEY, document TEXT NOT NULL)");
    if (!this.find(DEFAULT_QUEUE)) this.put(DEFAULT_QUEUE, {});
  }

  arn(name: string): string {
    return arn(this.#place, "mediaconvert", `queues/${name}`);
  }

  /** The queue of a name or ARN; the default one when none is named. Throws NotFoundException. */
  get(nameOrArn: string | undefined): QueueRecord {
    const name = nameOrArn?.split("queues/").pop() ?? DEFAULT_QUEUE;
    const queue = this.find(name);
    if (!queue) throw notFound(`The queue ${nameOrArn} does not exist.`);
    return queue;
  }

  find(name: string): QueueRecord | undefined {
    const row = this.#database.get<{ document: string }>(
      "SELECT document FROM mediaconvert_queue WHERE name = ?",
      name,
    );
    return row && (JSON.parse(row.document) as QueueRecord);
  }

  all(): QueueRecord[] {
    const rows = this.#database.all<{ document: string }>("SELECT document FROM mediaconvert_queue ORDER BY name");
    return rows.map((row) => JSON.parse(row.document) as QueueRecord);
  }

  /** Creates the queue, or changes what is given of it. */
  put(name: string, changes: { description?: string | undefined; status?: QueueStatus | undefined }): QueueRecord {
    const now = Date.now();
    const before = this.find(name) ?? { name, status: "ACTIVE" as const, createdAt: now };
    const description = changes.description ?? (before as QueueRecord).description;
    const status = changes.status ?? before.status;
    const queue = { ...before, status, updatedAt: now, ...(description !== undefined && { description }) };
    this.#database.run(
      "INSERT INTO mediaconvert_queue VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET document = ?2",
      name,
      JSON.stringify(queue),
    );
    return queue;
  }

  remove(name: string): void {
    this.#database.run("DELETE FROM mediaconvert_queue WHERE name = ?", name);
  }
}
