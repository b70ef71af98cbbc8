import type { TaskOverride, TaskStopCode } from "@aws-sdk/client-ecs";
import type { Database } from "../../state/database.ts";
import { Documents } from "../../state/documents.ts";
import type { Definition } from "./definitions.ts";

/**
 * PROVISIONING  accepted, and waits for its turn: nothing of it has run
 * PENDING       its program is being started
 */
type Status = "PROVISIONING" | "PENDING" | "RUNNING" | "STOPPED";

/** A task as it is kept. Times are epoch milliseconds. */
export interface TaskRecord {
  readonly id: string;
  readonly arn: string;
  readonly clusterArn: string;
  /** As it was when the task was accepted: a change of infra does not reach it. */
  readonly definition: Definition;
  readonly overrides: TaskOverride;
  readonly status: Status;
  readonly desiredStatus: "RUNNING" | "STOPPED";
  /** Counts its changes. */
  readonly version: number;
  readonly runtimeId: string;
  readonly startedBy?: string;
  readonly group: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** By which a request that is made twice is known, and what it said. */
  readonly clientToken?: string;
  readonly request?: string;
  readonly createdAt: number;
  readonly pendingAt?: number;
  readonly startedAt?: number;
  readonly stoppingAt?: number;
  readonly stoppedAt?: number;
  readonly stopCode?: TaskStopCode;
  readonly stoppedReason?: string;
  /** Of its container. Without one when it never ran, or nobody saw its end. */
  readonly exitCode?: number;
  readonly containerReason?: string;
}

interface Filter {
  readonly clusterArn: string;
  readonly desiredStatus: string;
  readonly family: string | undefined;
  readonly startedBy: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** How long a stopped task can be described. AWS says: at least an hour. */
const KEPT_MS = 24 * 3_600_000;

/** The tasks of this stage. */
export class Tasks {
  readonly #tasks: Documents<TaskRecord>;

  constructor(database: Database) {
    this.#tasks = new Documents(database, {
      table: "ecs_task",
      key: "id",
      columns: { cluster: "TEXT NOT NULL", family: "TEXT NOT NULL", started_by: "TEXT", client_token: "TEXT" },
    });
  }

  create(task: TaskRecord): void {
    this.#tasks.create(task.id, task, {
      cluster: task.clusterArn,
      family: task.definition.described.family,
      started_by: task.startedBy ?? null,
      client_token: task.clientToken ?? null,
    });
  }

  find(id: string): TaskRecord | undefined {
    return this.#tasks.find(id);
  }

  /** In the order in which they came. */
  withToken(clusterArn: string, clientToken: string): TaskRecord[] {
    return this.#tasks.select("cluster = ? AND client_token = ? ORDER BY sequence", clusterArn, clientToken);
  }

  list({ clusterArn, desiredStatus, family, startedBy, limit, offset }: Filter): TaskRecord[] {
    return this.#tasks.select(
      `cluster = ?1 AND json_extract(document, '$.desiredStatus') = ?2 AND (?3 IS NULL OR family = ?3)
         AND (?4 IS NULL OR started_by = ?4) ORDER BY sequence LIMIT ?5 OFFSET ?6`,
      ...[clusterArn, desiredStatus, family ?? null, startedBy ?? null, limit, offset],
    );
  }

  count(clusterArn: string, statuses: readonly Status[]): number {
    return this.#tasks.count(
      "cluster = ? AND status IN (SELECT value FROM json_each(?))",
      ...[clusterArn, JSON.stringify(statuses)],
    );
  }

  /** Those that were started and have not ended. */
  underWay(): TaskRecord[] {
    return this.#tasks.select("status IN ('PENDING', 'RUNNING') ORDER BY sequence");
  }

  change(id: string, changes: Partial<TaskRecord>): TaskRecord | undefined {
    const task = this.find(id);
    return task && this.#tasks.change(id, { ...changes, version: task.version + 1 });
  }

  forgetOld(now: number): void {
    for (const { id, stoppedAt = now } of this.#tasks.select("status = 'STOPPED'"))
      if (stoppedAt < now - KEPT_MS) this.#tasks.remove(id);
  }
}
