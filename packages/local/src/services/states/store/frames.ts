import type { Database } from "../../../state/database.ts";

/**
 * pending   an iteration whose turn has not come
 * ready     its state was entered (or is tried again); what it does is to be decided
 * asleep    a Wait, or the pause before a retry; the agenda has its timer
 * calling   a task's call, a read or a write of a distributed Map is on its way
 * waiting   the call was answered; a token or another execution is waited for
 * forked    its children run
 * done, failed, aborted   ended; kept until the state it belongs to is left, and for a redrive
 */
export type Phase = "pending" | "ready" | "asleep" | "calling" | "waiting" | "forked" | "done" | "failed" | "aborted";

export interface Frame {
  readonly id: number;
  readonly execution: number;
  readonly parent: number | null;
  /** Which branch or iteration it is. */
  readonly ordinal: number;
  readonly flow: number;
  readonly phase: Phase;
  readonly state: string;
  readonly input: string;
  /** The variables assigned in this flow. */
  readonly variables: string;
  readonly item: string | null;
  /** How many items of a Map it stands for. */
  readonly size: number;
  readonly entered_at: number;
  readonly entered_event: number;
  /** The last event of its chain in the history. */
  readonly event: number;
  readonly retries: string;
  /** Counts what it has waited for: an answer to an earlier wait is told by it and dropped. */
  readonly visit: number;
  /** JSON: what is on its way or awaited, enough to start it again. */
  readonly work: string | null;
  readonly token: string | null;
  /** ARN of the execution, or the task of ECS, that it waits for. */
  readonly awaits: string | null;
  /** Children that have not ended, and items that failed. */
  readonly open: number;
  readonly failed: number;
  /** JSON: the output when done, the failure when failed. */
  readonly result: string | null;
}

type Changes = Partial<Omit<Frame, "id" | "execution" | "parent" | "ordinal">>;

export class Frames {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(id: number): Frame | undefined {
    return this.#database.get<Frame>("SELECT * FROM states_frames WHERE id = ?", id);
  }

  root(execution: number): Frame | undefined {
    const sql = "SELECT * FROM states_frames WHERE execution = ? AND parent IS NULL";
    return this.#database.get<Frame>(sql, execution);
  }

  byToken(token: string): Frame | undefined {
    return this.#database.get<Frame>("SELECT * FROM states_frames WHERE token = ?", token);
  }

  awaiting(executionArn: string): Frame[] {
    return this.#database.all<Frame>("SELECT * FROM states_frames WHERE awaits = ?", executionArn);
  }

  /** In the order of branches, iterations or items. */
  children({ id }: Frame, phase?: Phase): Frame[] {
    const sql = "SELECT * FROM states_frames WHERE parent = ?1 AND (?2 IS NULL OR phase = ?2) ORDER BY ordinal";
    return this.#database.all<Frame>(sql, id, phase ?? null);
  }

  pending({ id }: Frame, limit: number): Frame[] {
    const sql = "SELECT * FROM states_frames WHERE parent = ? AND phase = 'pending' ORDER BY ordinal LIMIT ?";
    return this.#database.all<Frame>(sql, id, limit);
  }

  /** Those of an execution that have not ended. */
  active(execution: number): Frame[] {
    const sql = `SELECT * FROM states_frames WHERE execution = ? AND phase NOT IN ('pending', 'done', 'failed', 'aborted')`;
    return this.#database.all<Frame>(sql, execution);
  }

  /** Items of a distributed Map by phase, for its counters. */
  counts({ id }: Frame): { phase: Phase; items: number; executions: number }[] {
    return this.#database.all(
      `SELECT phase, SUM(size) AS items, COUNT(*) AS executions FROM states_frames
       WHERE parent = ? GROUP BY phase`,
      id,
    );
  }

  insert(
    frame: Pick<Frame, "execution" | "parent" | "ordinal" | "flow" | "phase" | "state" | "input" | "item" | "size">,
  ): void {
    this.#database.run(
      `INSERT INTO states_frames (execution, parent, ordinal, flow, phase, state, input, item, size)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      frame.execution,
      frame.parent,
      frame.ordinal,
      frame.flow,
      frame.phase,
      frame.state,
      frame.input,
      frame.item,
      frame.size,
    );
  }

  /** Writes the given columns and returns the frame as it now is. */
  update(frame: Frame, changes: Changes): Frame {
    const columns = Object.keys(changes).map((column) => `${column} = ?`);
    this.#database.run(
      `UPDATE states_frames SET ${columns.join(", ")} WHERE id = ?`,
      ...Object.values(changes),
      frame.id,
    );
    return { ...frame, ...changes };
  }

  /** Removes everything below a frame. */
  removeChildren({ id }: Frame): void {
    this.#database.run(
      `WITH RECURSIVE below (id) AS (
         SELECT id FROM states_frames WHERE parent = ?
         UNION ALL SELECT child.id FROM states_frames child JOIN below ON child.parent = below.id)
       DELETE FROM states_frames WHERE id IN (SELECT id FROM below)`,
      id,
    );
  }

  removeAll(execution: number): void {
    this.#database.run("DELETE FROM states_frames WHERE execution = ?", execution);
  }
}
