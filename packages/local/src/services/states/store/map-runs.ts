import type { Database } from "../../../state/database.ts";

export interface MapRun {
  readonly arn: string;
  readonly execution: number;
  readonly frame: number;
  readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "ABORTED";
  readonly label: string;
  readonly concurrency: number;
  /** JSON of `Tolerance`. */
  readonly tolerance: string;
  /** JSON: the counters at its end, when its frames may be gone. */
  readonly counts: string | null;
  readonly started_at: number;
  readonly stopped_at: number | null;
  readonly redrive_count: number;
  readonly redriven_at: number | null;
}

/** One run of a distributed Map. */
export class MapRuns {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(arn: string): MapRun | undefined {
    return this.#database.get<MapRun>("SELECT * FROM states_map_runs WHERE arn = ?", arn);
  }

  ofExecution(execution: number): MapRun[] {
    return this.#database.all<MapRun>(
      "SELECT * FROM states_map_runs WHERE execution = ? ORDER BY started_at DESC",
      execution,
    );
  }

  insert(run: Pick<MapRun, "arn" | "execution" | "frame" | "label" | "concurrency" | "tolerance">): void {
    this.#database.run(
      `INSERT INTO states_map_runs (arn, execution, frame, status, label, concurrency, tolerance, started_at)
       VALUES (?, ?, ?, 'RUNNING', ?, ?, ?, ?)`,
      run.arn,
      run.execution,
      run.frame,
      run.label,
      run.concurrency,
      run.tolerance,
      Date.now(),
    );
  }

  end(arn: string, status: MapRun["status"], counts: object): void {
    const sql = "UPDATE states_map_runs SET status = ?, counts = ?, stopped_at = ? WHERE arn = ?";
    this.#database.run(sql, status, JSON.stringify(counts), Date.now(), arn);
  }

  redrive(arn: string): void {
    this.#database.run(
      `UPDATE states_map_runs SET status = 'RUNNING', stopped_at = NULL, counts = NULL, redrive_count = redrive_count + 1,
         redriven_at = ? WHERE arn = ?`,
      Date.now(),
      arn,
    );
  }
}
