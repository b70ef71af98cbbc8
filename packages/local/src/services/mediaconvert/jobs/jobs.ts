import { randomInt } from "node:crypto";
import type { CreateJobCommandInput, JobPhase, JobStatus } from "@aws-sdk/client-mediaconvert";
import { arn, type Place } from "../../../cloud.ts";
import type { Database } from "../../../state/database.ts";
import { Documents } from "../../../state/documents.ts";

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
  readonly #jobs: Documents<JobRecord>;
  readonly #place: Place;

  constructor(database: Database, place: Place) {
    const columns = { queue: "TEXT NOT NULL", priority: "INTEGER NOT NULL", token: "TEXT UNIQUE" };
    this.#jobs = new Documents(database, { table: "mediaconvert_job", key: "id", columns });
    this.#place = place;
    database.define("CREATE INDEX IF NOT EXISTS mediaconvert_job_status ON mediaconvert_job (status, queue)");
  }

  arn(id: string): string {
    return arn(this.#place, "mediaconvert", `jobs/${id}`);
  }

  create(request: CreateJobCommandInput, queue: string): JobRecord {
    const id = newId();
    const job: JobRecord = { id, queue, status: "SUBMITTED", request, submittedAt: Date.now() };
    const columns = { queue, priority: request.Priority ?? 0, token: request.ClientRequestToken ?? null };
    this.#jobs.create(id, job, columns);
    return job;
  }

  find(id: string): JobRecord | undefined {
    return this.#jobs.find(id);
  }

  findByToken(token: string): JobRecord | undefined {
    return this.#jobs.select("token = ?", token)[0];
  }

  list({ queue, status, newestFirst, limit, offset }: JobFilter): JobRecord[] {
    return this.#jobs.select(
      `(?1 IS NULL OR queue = ?1) AND (?2 IS NULL OR status = ?2)
       ORDER BY sequence ${newestFirst ? "DESC" : "ASC"} LIMIT ?3 OFFSET ?4`,
      ...[queue ?? null, status ?? null, limit, offset],
    );
  }

  count(queue: string, status: JobStatus): number {
    return this.#jobs.count("queue = ? AND status = ?", queue, status);
  }

  /** Unfinished jobs in the order in which they are to be worked on: by priority, then by age. */
  waiting(): IterableIterator<JobRecord> {
    return this.#jobs.each("status IN ('SUBMITTED', 'PROGRESSING') ORDER BY priority DESC, sequence");
  }

  /** Writes what changed of a job and returns it; undefined when there is none. */
  change(id: string, changes: Partial<JobRecord>): JobRecord | undefined {
    return this.#jobs.change(id, changes);
  }
}

/** Like AWS's: time in milliseconds and six letters or digits. */
function newId(): string {
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  return `${Date.now()}-${Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join("")}`;
}
