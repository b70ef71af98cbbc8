import type { StartTranscriptionJobCommandInput, TranscriptionJobStatus } from "@aws-sdk/client-transcribe";
import { arn, type Place } from "../../../cloud.ts";
import type { Principal } from "../../../service.ts";
import type { Database } from "../../../state/database.ts";
import { Documents } from "../../../state/documents.ts";

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
  readonly #jobs: Documents<JobRecord>;
  readonly #place: Place;

  constructor(database: Database, place: Place) {
    this.#jobs = new Documents(database, { table: "transcribe_job", key: "name" });
    this.#place = place;
  }

  arn(name: string): string {
    return arn(this.#place, "transcribe", `transcription-job/${name}`);
  }

  create(job: JobRecord): void {
    this.#jobs.create(job.name, job);
  }

  find(name: string): JobRecord | undefined {
    return this.#jobs.find(name);
  }

  /** Newest first. */
  list({ status, nameContains, limit, offset }: Filter): JobRecord[] {
    return this.#jobs.select(
      `(?1 IS NULL OR status = ?1) AND instr(lower(name), lower(?2)) > 0 ORDER BY sequence DESC LIMIT ?3 OFFSET ?4`,
      ...[status ?? null, nameContains, limit, offset],
    );
  }

  /** Writes what changed of a job and returns it; undefined when it was deleted meanwhile. */
  change(name: string, changes: Partial<JobRecord>): JobRecord | undefined {
    return this.#jobs.change(name, changes);
  }

  remove(name: string): void {
    this.#jobs.remove(name);
  }
}
