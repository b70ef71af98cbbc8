import { randomUUID } from "node:crypto";
import type { Database } from "../../../state/database.ts";
import type { MachineType } from "../definition/checks.ts";

export interface Machine {
  readonly arn: string;
  readonly name: string;
  readonly type: MachineType;
  /** The current one; executions keep the revision that they started with. */
  readonly revision: string;
  readonly created_at: number;
  /** JSON: loggingConfiguration and tracingConfiguration, kept as they were given. */
  readonly settings: string;
  /** JSON: tag keys to values. */
  readonly tags: string;
}

interface Revision {
  readonly id: string;
  readonly machine_arn: string;
  readonly definition: string;
  readonly role_arn: string;
  readonly updated_at: number;
}

/** State machines, and every revision of them that an execution may still run. */
export class Machines {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(arn: string): Machine | undefined {
    return this.#database.get<Machine>("SELECT * FROM states_machines WHERE arn = ?", arn);
  }

  list(after: string, limit: number): Machine[] {
    const sql = "SELECT * FROM states_machines WHERE name > ? ORDER BY name LIMIT ?";
    return this.#database.all<Machine>(sql, after, limit);
  }

  /** Throws when there is none: revisions outlive all that refers to them. */
  revision(id: string): Revision {
    const revision = this.#database.get<Revision>("SELECT * FROM states_revisions WHERE id = ?", id);
    if (!revision) throw new Error(`Revision ${id} of a state machine is not in the database`);
    return revision;
  }

  /** Creates a machine, or gives it a new revision when its definition or role is another one. Returns its state. */
  put(machine: Omit<Machine, "revision" | "created_at">, definition: string, roleArn: string): Machine {
    const known = this.find(machine.arn);
    const current = known && this.revision(known.revision);
    const same = current?.definition === definition && current.role_arn === roleArn;
    const revision = same ? current.id : randomUUID();
    const now = Date.now();
    this.#database.atomically(() => {
      if (!same) {
        const sql = "INSERT INTO states_revisions VALUES (?, ?, ?, ?, ?)";
        this.#database.run(sql, revision, machine.arn, definition, roleArn, now);
      }
      this.#database.run(
        `INSERT INTO states_machines VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET revision = excluded.revision, type = excluded.type, settings = excluded.settings, tags = excluded.tags`,
        machine.arn,
        machine.name,
        machine.type,
        revision,
        now,
        machine.settings,
        machine.tags,
      );
    });
    return { ...machine, revision, created_at: known?.created_at ?? now };
  }

  tag(arn: string, tags: Readonly<Record<string, string>>): void {
    this.#database.run("UPDATE states_machines SET tags = ? WHERE arn = ?", JSON.stringify(tags), arn);
  }

  /** Its executions stay, and run on. */
  remove(arn: string): void {
    this.#database.run("DELETE FROM states_machines WHERE arn = ?", arn);
  }
}
