import { randomInt } from "node:crypto";
import type { CreateJobCommandInput, JobPhase, JobStatus } from "@aws-sdk/client-mediaconvert";
import { arn, type Place } from "../../../cloud.ts";
import type { Database } from "../../../state/database.ts";

/** A job as it is kept: what was asked for, and how far it is. Times are epoch milliseconds. */
export interface JobRecord {
  readonly id: string;
  /** Name of its queue. */
  readonly queue: string;
  readonly status: JobStatus;
  readonly request: CreateJobCommandInput;
  readonly phase?: JobPhase;
  readonly percent?: number;
  readonly submittedAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly errorCode?: number;
  readonly errorMessage?: string;
  readonly outputs?: readonly OutputGroupReport[];
}

export interface OutputGroupReport {
  readonly outputs: readonly OutputReport[];
}

export interface OutputReport {
  /** `s3://` of the file; of captures, the last one, from whose number the others follow. */
  readonly path: string;
  readonly durationMs: number;
  readonly width?: number;
  readonly height?: number;
}

export interface JobFilter {
  readonly queue?: string | undefined;
  readonly status?: string | undefined;
  readonly newestFirst: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** The jobs of this stage. */
export class Jobs {
  readonly #database: Database;
  readonly #place: Place;

  constructor(database: Database, place: Place) {
    this.#database = database;
    this.#place = place;
    database.define(`
      CREATE TABLE IF NOT EXISTS mediaconvert_job (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, queue TEXT NOT NULL, status TEXT NOT NULL,
        priority INTEGER NOT NULL, token TEXT UNIQUE, document TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS mediaconvert_job_status ON mediaconvert_job (status, queue);`);
  }

  arn(id: string): string {
    return arn(this.#place, "mediaconvert", `jobs/${id}`);
  }

  create(request: CreateJobCommandInput, queue: string): JobRecord {
    const id = newId();
    const job: JobRecord = { id, queue, status: "SUBMITTED", request, submittedAt: Date.now() };
    this.#database.run(
      "INSERT INTO mediaconvert_job (id, queue, status, priority, token, document) VALUES (?, ?, ?, ?, ?, ?)",
      ...[id, queue, job.status, request.Priority ?? 0, request.ClientRequestToken ?? null, JSON.stringify(job)],
    );
    return job;
  }

  find(id: string): JobRecord | undefined {
    return parse(this.#database.get("SELECT document FROM mediaconvert_job WHERE id = ?", id));
  }

  findByToken(token: string): JobRecord | undefined {
    return parse(this.#database.get("SELECT document FROM mediaconvert_job WHERE token = ?", token));
  }

  list({ queue, status, newestFirst, limit, offset }: JobFilter): JobRecord[] {
    const rows = this.#database.all<Stored>(
      `SELECT document FROM mediaconvert_job WHERE (?1 IS NULL OR queue = ?1) AND (?2 IS NULL OR status = ?2)
       ORDER BY sequence ${newestFirst ? "DESC" : "ASC"} LIMIT ?3 OFFSET ?4`,
      queue ?? null,
      status ?? null,
      limit,
      offset,
    );
    return rows.map((row) => JSON.parse(row.document) as JobRecord);
  }

  count(queue: string, status: JobStatus): number {
    const sql = "SELECT COUNT(*) AS jobs FROM mediaconvert_job WHERE queue = ? AND status = ?";
    return this.#database.get<{ jobs: number }>(sql, queue, status)?.jobs ?? 0;
  }

  /** Unfinished jobs in the order in which they are to be worked on: by priority, then by age. */
  *waiting(): IterableIterator<JobRecord> {
    const rows = this.#database.all<Stored>(
      `SELECT document FROM mediaconvert_job WHERE status IN ('SUBMITTED', 'PROGRESSING')
       ORDER BY priority DESC, sequence`,
    );
    for (const row of rows) yield JSON.parse(row.document) as JobRecord;
  }

  /** Writes what changed and returns the job as it is now. */
  change(job: JobRecord, changes: Partial<JobRecord>): JobRecord {
    const changed = { ...job, ...changes };
    const sql = "UPDATE mediaconvert_job SET status = ?, document = ? WHERE id = ?";
    this.#database.run(sql, changed.status, JSON.stringify(changed), job.id);
    return changed;
  }
}

interface Stored {
  document: string;
}

const parse = (row: Stored | undefined): JobRecord | undefined => row && (JSON.parse(row.document) as JobRecord);

/** Like AWS's: time in milliseconds and six letters or digits. */
function newId(): string {
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  return `${Date.now()}-${Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join("")}`;
}
