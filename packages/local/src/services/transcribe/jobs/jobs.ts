import type { StartTranscriptionJobCommandInput, TranscriptionJobStatus } from "@aws-sdk/client-transcribe";
import { arn, type Place } from "../../../cloud.ts";
import type { Principal } from "../../../service.ts";
import type { Database } from "../../../state/database.ts";

/** A job as it is kept. Times are epoch milliseconds. */
export interface JobRecord {
  readonly name: string;
  readonly status: TranscriptionJobStatus;
  readonly request: StartTranscriptionJobCommandInput;
  /** With whose rights media is read and the result written. */
  readonly reader: Principal;
  readonly output: { readonly bucket: string; readonly key: string };
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly failureReason?: string;
  /** Who listened, and in which language. */
  readonly engine?: string;
  readonly language?: string;
  readonly languageScore?: number;
}

interface Filter {
  readonly status: string | undefined;
  readonly nameContains: string;
  readonly limit: number;
  readonly offset: number;
}

/** The transcription jobs of this stage. */
export class Jobs {
  readonly #database: Database;
  readonly #place: Place;

  constructor(database: Database, place: Place) {
    this.#database = database;
    this.#place = place;
    database.define(`
      CREATE TABLE IF NOT EXISTS transcribe_job (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
        document TEXT NOT NULL)`);
  }

  arn(name: string): string {
    return arn(this.#place, "transcribe", `transcription-job/${name}`);
  }

  create(job: JobRecord): void {
    const sql = "INSERT INTO transcribe_job (name, status, document) VALUES (?, ?, ?)";
    this.#database.run(sql, job.name, job.status, JSON.stringify(job));
  }

  find(name: string): JobRecord | undefined {
    const row = this.#database.get<Stored>("SELECT document FROM transcribe_job WHERE name = ?", name);
    return row && parse(row);
  }

  /** Newest first. */
  list({ status, nameContains, limit, offset }: Filter): JobRecord[] {
    const rows = this.#database.all<Stored>(
      `SELECT document FROM transcribe_job WHERE (?1 IS NULL OR status = ?1) AND instr(lower(name), lower(?2)) > 0
       ORDER BY sequence DESC LIMIT ?3 OFFSET ?4`,
      status ?? null,
      nameContains,
      limit,
      offset,
    );
    return rows.map(parse);
  }

  /** Writes what changed of a job and returns it; undefined when it was deleted meanwhile. */
  change(name: string, changes: Partial<JobRecord>): JobRecord | undefined {
    const job = this.find(name);
    if (!job) return undefined;
    const changed = { ...job, ...changes };
    const sql = "UPDATE transcribe_job SET status = ?, document = ? WHERE name = ?";
    this.#database.run(sql, changed.status, JSON.stringify(changed), name);
    return changed;
  }

  remove(name: string): void {
    this.#database.run("DELETE FROM transcribe_job WHERE name = ?", name);
  }
}

interface Stored {
  document: string;
}

const parse = (row: Stored): JobRecord => JSON.parse(row.document) as JobRecord;
