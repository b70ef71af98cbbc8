import { arn, type Place } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import type { Database } from "../../state/database.ts";
import { type Attributes, change, defaultAttributes, redriveAllowPolicy, redrivePolicy } from "./attributes.ts";
import { invalidParameter, missingParameter, queueDoesNotExist } from "./errors.ts";

export interface Queue {
  /** Never used twice, so that nothing of a deleted queue shows up in a new one of the same name. */
  readonly id: number;
  readonly name: string;
  readonly fifo: boolean;
  readonly attributes: Attributes;
  readonly tags: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

interface Stored {
  id: number;
  name: string;
  attributes: string;
  tags: string;
  created_at: number;
  modified_at: number;
}

/** The queues themselves; their messages are in `messages.ts`. */
export class Queues {
  readonly #database: Database;
  readonly #place: Place;

  constructor(database: Database, place: Place) {
    this.#database = database;
    this.#place = place;
    database.define(`
      CREATE TABLE IF NOT EXISTS sqs_queue (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, attributes TEXT NOT NULL, tags TEXT NOT NULL,
        created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL)`);
  }

  arn(name: string): string {
    return arn(this.#place, "sqs", name);
  }

  /** Made when asked for: the port may be another one after the next start. */
  url(name: string): string {
    return `${this.#place.endpoint()}/${this.#place.account}/${name}`;
  }

  /** The name in a queue URL. The host does not count: URLs outlive ports, and other machines use other names. */
  nameIn(url: string | undefined): string {
    if (!url) throw missingParameter("QueueUrl");
    const path = URL.canParse(url) ? new URL(url).pathname.split("/").filter(Boolean) : [];
    const [account, name] = path.slice(-2);
    if (!account || !name)
      throw new AwsError("InvalidAddress", `The address ${url} is not valid for this endpoint.`, 404);
    if (account !== this.#place.account) throw queueDoesNotExist(`${account}/${name}`);
    return name;
  }

  find(name: string): Queue | undefined {
    const stored = this.#database.get<Stored>("SELECT * FROM sqs_queue WHERE name = ?", name);
    return stored && queueOf(stored);
  }

  get(name: string): Queue {
    const queue = this.find(name);
    if (!queue) throw queueDoesNotExist(name);
    return queue;
  }

  at(url: string | undefined): Queue {
    return this.get(this.nameIn(url));
  }

  findByArn(queueArn: string): Queue | undefined {
    const name = queueArn.slice(queueArn.lastIndexOf(":") + 1);
    return this.arn(name) === queueArn ? this.find(name) : undefined;
  }

  /** In the order of their names, those after `after`. */
  list(prefix = "", after = "", limit = 1000): Queue[] {
    return this.#database
      .all<Stored>(
        "SELECT * FROM sqs_queue WHERE name > ? AND substr(name, 1, ?) = ? ORDER BY name LIMIT ?",
        after,
        prefix.length,
        prefix,
        limit,
      )
      .map(queueOf);
  }

  /** Creating a queue that exists is no error as long as no given attribute differs. */
  create(name: string | undefined, given: Attributes = {}, tags: Readonly<Record<string, string>> = {}): Queue {
    if (!name) throw missingParameter("QueueName");
    const fifo = given.FifoQueue === "true";
    checkName(name, fifo);
    const existing = this.find(name);
    if (existing) return unchanged(existing, given);
    const attributes = change(defaultAttributes(fifo), given, fifo);
    this.#checkRedrive(name, fifo, attributes);
    const now = Date.now();
    this.#database.run(
      "INSERT INTO sqs_queue (name, attributes, tags, created_at, modified_at) VALUES (?, ?, ?, ?, ?)",
      name,
      JSON.stringify(attributes),
      JSON.stringify(tags),
      now,
      now,
    );
    return this.get(name);
  }

  setAttributes(queue: Queue, changes: Attributes): void {
    const attributes = change(queue.attributes, changes, queue.fifo);
    if (changes.RedrivePolicy) this.#checkRedrive(queue.name, queue.fifo, attributes);
    this.#database.run(
      "UPDATE sqs_queue SET attributes = ?, modified_at = ? WHERE id = ?",
      JSON.stringify(attributes),
      Date.now(),
      queue.id,
    );
  }

  setTags(queue: Queue, tags: Readonly<Record<string, string>>): void {
    this.#database.run("UPDATE sqs_queue SET tags = ? WHERE id = ?", JSON.stringify(tags), queue.id);
  }

  remove(queue: Queue): void {
    this.#database.run("DELETE FROM sqs_queue WHERE id = ?", queue.id);
  }

  /** The queues whose dead letters go to `target`. */
  sourcesOf(target: Queue): Queue[] {
    const targetArn = this.arn(target.name);
    return this.#database
      .all<Stored>("SELECT * FROM sqs_queue WHERE instr(attributes, 'RedrivePolicy') ORDER BY name")
      .map(queueOf)
      .filter((queue) => redrivePolicy(queue.attributes.RedrivePolicy)?.deadLetterTargetArn === targetArn);
  }

  #checkRedrive(name: string, fifo: boolean, attributes: Attributes): void {
    const policy = redrivePolicy(attributes.RedrivePolicy);
    if (!policy) return;
    const refuse = (reason: string) =>
      invalidParameter(`Value ${attributes.RedrivePolicy} for parameter RedrivePolicy is invalid. Reason: ${reason}`);
    const target = this.findByArn(policy.deadLetterTargetArn);
    if (!target) throw refuse("Dead letter target does not exist.");
    if (target.fifo !== fifo) throw refuse("Dead-letter queue must be same type of queue as the source.");
    const allowed = redriveAllowPolicy(target.attributes.RedriveAllowPolicy);
    if (!allowed || allowed.redrivePermission === "allowAll") return;
    if (!allowed.sourceQueueArns.includes(this.arn(name))) {
      throw refuse(`Queue ${target.name} does not allow ${name} to use it as its dead-letter queue.`);
    }
  }
}

function queueOf(stored: Stored): Queue {
  const attributes = JSON.parse(stored.attributes) as Attributes;
  return {
    id: stored.id,
    name: stored.name,
    fifo: attributes.FifoQueue === "true",
    attributes,
    tags: JSON.parse(stored.tags),
    createdAt: stored.created_at,
    modifiedAt: stored.modified_at,
  };
}

function unchanged(queue: Queue, given: Attributes): Queue {
  const other = Object.entries(given).find(([name, value]) => (queue.attributes[name] ?? "") !== value);
  if (!other) return queue;
  throw new AwsError(
    "QueueNameExists",
    `A queue already exists with the same name and a different value for attribute ${other[0]}: ${queue.name}`,
  );
}

function checkName(name: string, fifo: boolean): void {
  const stem = fifo ? name.replace(/\.fifo$/, "") : name;
  if (name.length <= 80 && /^[\w-]+$/.test(stem) && (!fifo || stem !== name)) return;
  throw invalidParameter(
    fifo
      ? `The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length: ${name}`
      : `Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length: ${name}`,
  );
}

/** The value of an attribute that counts seconds, in milliseconds. */
export function milliseconds(queue: Queue, attribute: string): number {
  return Number(queue.attributes[attribute] ?? 0) * 1000;
}
