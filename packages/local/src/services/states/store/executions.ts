import type { Database } from "../../../state/database.ts";
import type { MachineType } from "../definition/checks.ts";
import type { Failure } from "../failure.ts";

export type Status = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

export interface Execution {
  readonly id: number;
  readonly arn: string;
  /** For a child of a distributed Map: `<machine>/<label of the Map>`. */
  readonly machine_arn: string;
  readonly name: string;
  readonly revision: string;
  readonly type: MachineType;
  readonly status: Status;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly started_at: number;
  readonly stopped_at: number | null;
  /** Which flow of the definition it runs: 0, or the processor of a distributed Map. */
  readonly flow: number;
  readonly map_run: string | null;
  readonly trace_header: string | null;
  /** 1: somebody waits for its result (StartSyncExecution); it is not taken up again after a crash. */
  readonly awaited: number;
  readonly redrive_count: number;
  readonly redriven_at: number | null;
}

export type NewExecution = Pick<
  Execution,
  "arn" | "machine_arn" | "name" | "revision" | "type" | "input" | "flow" | "map_run" | "trace_header" | "awaited"
>;

export interface Query {
  /** Column and value that tell which ones: of a machine, or of a map run. */
  readonly by: "machine_arn" | "map_run";
  readonly value: string;
  readonly status?: string | undefined;
  readonly redriven?: boolean | undefined;
  /** The last one of the page before: newest first. */
  readonly before?: { readonly startedAt: number; readonly id: number } | undefined;
  readonly limit: number;
}

export class Executions {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(arn: string): Execution | undefined {
    return this.#database.get<Execution>("SELECT * FROM states_executions WHERE arn = ?", arn);
  }

  get(id: number): Execution | undefined {
    return this.#database.get<Execution>("SELECT * FROM states_executions WHERE id = ?", id);
  }

  running(): { id: number; awaited: number }[] {
    return this.#database.all("SELECT id, awaited FROM states_executions WHERE status = 'RUNNING' ORDER BY id");
  }

  insert(execution: NewExecution): Execution {
    this.#database.run(
      `INSERT INTO states_executions
         (arn, machine_arn, name, revision, type, status, input, started_at, flow, map_run, trace_header, awaited)
       VALUES (?, ?, ?, ?, ?, 'RUNNING', ?, ?, ?, ?, ?, ?)`,
      execution.arn,
      execution.machine_arn,
      execution.name,
      execution.revision,
      execution.type,
      execution.input,
      Date.now(),
      execution.flow,
      execution.map_run,
      execution.trace_header,
      execution.awaited,
    );
    return this.find(execution.arn) as Execution;
  }

  end(id: number, status: Status, output: string | null, failure: Failure = {}): void {
    this.#database.run(
      "UPDATE states_executions SET status = ?, output = ?, error = ?, cause = ?, stopped_at = ? WHERE id = ?",
      status,
      output,
      failure.error ?? null,
      failure.cause ?? null,
      Date.now(),
      id,
    );
  }

  redrive(id: number): void {
    this.#database.run(
      `UPDATE states_executions SET status = 'RUNNING', error = NULL, cause = NULL, stopped_at = NULL,
         redrive_count = redrive_count + 1, redriven_at = ? WHERE id = ?`,
      Date.now(),
      id,
    );
  }

  list({ by, value, status, redriven, before, limit }: Query): Execution[] {
    return this.#database.all<Execution>(
      `SELECT * FROM states_executions WHERE ${by} = ?1 AND (?2 IS NULL OR status = ?2)
         AND (?3 IS NULL OR (redrive_count > 0) = ?3) AND (?4 IS NULL OR (started_at, id) < (?4, ?5))
       ORDER BY started_at DESC, id DESC LIMIT ?6`,
      value,
      status ?? null,
      redriven === undefined ? null : Number(redriven),
      before?.startedAt ?? null,
      before?.id ?? null,
      limit,
    );
  }

  /** Forgets an execution and all that belongs to it. */
  remove(id: number): void {
    this.#database.run("DELETE FROM states_frames WHERE execution = ?", id);
    this.#database.run("DELETE FROM states_history WHERE execution = ?", id);
    this.#database.run("DELETE FROM states_map_runs WHERE execution = ?", id);
    this.#database.run("DELETE FROM states_executions WHERE id = ?", id);
  }

  /** Those that ended before a time; their names are free again. */
  endedBefore(time: number): { id: number }[] {
    return this.#database.all("SELECT id FROM states_executions WHERE stopped_at < ?", time);
  }
}
