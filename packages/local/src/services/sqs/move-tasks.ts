import { randomUUID } from "node:crypto";
import type { Cloud } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import type { Outcome } from "../../state/agenda.ts";
import { invalidParameter, missingParameter } from "./errors.ts";
import type { Message, Messages } from "./messages.ts";
import { milliseconds, type Queue, type Queues } from "./queues.ts";

const KIND = "sqs.move";
/** How many messages are moved before others get their turn. */
const AT_ONCE = 500;

export interface MoveTask {
  id: string;
  source: string;
  /** Null sends every message back to the queue that it came from. */
  destination: string | null;
  /** Messages a second; null as fast as it goes. */
  rate: number | null;
  status: "RUNNING" | "COMPLETED" | "CANCELLED" | "FAILED";
  moved: number;
  /** How many there were at the start: what arrives later stays, so that a message which fails again cannot go round. */
  total: number;
  started_at: number;
  failure: string | null;
}

/** Redrive: moves the messages of a dead-letter queue back, through the agenda, so that it goes on after a crash. */
export class MoveTasks {
  readonly #cloud: Cloud;
  readonly #queues: Queues;
  readonly #messages: Messages;

  constructor(cloud: Cloud, queues: Queues, messages: Messages) {
    this.#cloud = cloud;
    this.#queues = queues;
    this.#messages = messages;
    cloud.database.define(`
      CREATE TABLE IF NOT EXISTS sqs_move_task (
        id TEXT PRIMARY KEY, source TEXT NOT NULL, destination TEXT, rate INTEGER, status TEXT NOT NULL,
        moved INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL, started_at INTEGER NOT NULL, failure TEXT)`);
    cloud.agenda.register<{ id: string }>(KIND, ({ payload }) => this.#step(payload.id), 1);
  }

  start(sourceArn: string | undefined, destination: string | undefined, rate: number | undefined): MoveTask {
    const source = this.#existing(sourceArn, "SourceArn");
    if (destination !== undefined) this.#existing(destination, "DestinationArn");
    if (destination === sourceArn)
      throw invalidParameter("Source queue arn and destination queue arn cannot be the same.");
    if (rate !== undefined && !(Number.isInteger(rate) && rate >= 1 && rate <= 500)) {
      throw invalidParameter("Value for parameter MaxNumberOfMessagesPerSecond must be between 1 and 500.");
    }
    if (this.#queues.sourcesOf(source).length === 0) {
      throw invalidParameter(`Source queue must be configured as a Dead Letter Queue: ${sourceArn}`);
    }
    if (this.list(sourceArn).some(({ status }) => status === "RUNNING")) {
      throw invalidParameter(
        `There is already a task running. Only one active task is allowed for a source queue arn at a given time: ${sourceArn}`,
      );
    }
    const id = randomUUID();
    const { database, agenda } = this.#cloud;
    database.atomically(() => {
      database.run(
        "INSERT INTO sqs_move_task (id, source, destination, rate, status, total, started_at) VALUES (?, ?, ?, ?, 'RUNNING', ?, ?)",
        id,
        this.#queues.arn(source.name),
        destination ?? null,
        rate ?? null,
        this.#messages.counts(source, Date.now()).visible,
        Date.now(),
      );
      agenda.put(KIND, id, { id });
    });
    return this.get(id);
  }

  /** Stops a running task; what was moved stays moved. */
  cancel(id: string): MoveTask {
    const task = this.get(id);
    if (task.status !== "RUNNING")
      throw invalidParameter(`Only active tasks can be cancelled: ${id} is ${task.status}`);
    this.#end(task, "CANCELLED");
    this.#cloud.agenda.cancel(KIND, id);
    return task;
  }

  get(id: string): MoveTask {
    const task = this.#cloud.database.get<MoveTask>("SELECT * FROM sqs_move_task WHERE id = ?", id);
    if (!task) throw new AwsError("ResourceNotFoundException", `Task does not exist: ${id}`, 404);
    return task;
  }

  /** Newest first. */
  list(sourceArn: string | undefined, limit = 10): MoveTask[] {
    const source = this.#existing(sourceArn, "SourceArn");
    return this.#cloud.database.all<MoveTask>(
      "SELECT * FROM sqs_move_task WHERE source = ? ORDER BY started_at DESC, rowid DESC LIMIT ?",
      this.#queues.arn(source.name),
      limit,
    );
  }

  #existing(queueArn: string | undefined, parameter: string): Queue {
    if (!queueArn) throw missingParameter(parameter);
    const queue = this.#queues.findByArn(queueArn);
    if (queue) return queue;
    throw new AwsError(
      "ResourceNotFoundException",
      `The resource that you specified for the ${parameter} parameter doesn't exist: ${queueArn}`,
      404,
    );
  }

  #step(id: string): Outcome {
    const task = this.get(id);
    if (task.status !== "RUNNING") return undefined;
    const source = this.#queues.findByArn(task.source);
    const room = Math.min(task.rate ?? AT_ONCE, task.total - task.moved);
    const found = source && room > 0 ? this.#messages.receivable(source, Date.now(), room) : [];
    let moved = 0;
    for (const message of found) {
      const failure = this.#move(message, task);
      if (failure) {
        this.#progress(task, moved);
        this.#end(task, "FAILED", failure);
        return undefined;
      }
      moved++;
    }
    this.#progress(task, moved);
    if (found.length === 0 || task.moved + moved >= task.total) {
      this.#end(task, "COMPLETED");
      return undefined;
    }
    return { againAt: task.rate ? Date.now() + 1000 : Date.now() };
  }

  /** Sends the message anew, as AWS does: with a new id and age, and no receives. Returns why it could not. */
  #move(message: Message, task: MoveTask): string | undefined {
    const target = task.destination ?? message.source;
    if (!target) return "CouldNotDetermineMessageSource";
    const queue = this.#queues.findByArn(target);
    if (!queue) return "AWS.SimpleQueueService.NonExistentQueue";
    this.#cloud.database.atomically(() => {
      this.#messages.remove(message);
      const delayMs = milliseconds(queue, "DelaySeconds");
      this.#messages.insert(queue, { ...message, message_id: randomUUID() }, Date.now(), delayMs);
    });
    return undefined;
  }

  #progress(task: MoveTask, moved: number): void {
    this.#cloud.database.run("UPDATE sqs_move_task SET moved = moved + ? WHERE id = ?", moved, task.id);
  }

  #end(task: MoveTask, status: MoveTask["status"], failure: string | null = null): void {
    this.#cloud.database.run("UPDATE sqs_move_task SET status = ?, failure = ? WHERE id = ?", status, failure, task.id);
  }
}
