import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import type { Engine } from "../../lambda/engine.ts";
import type { Functions } from "./functions.ts";
import type { Mapping } from "./mapping.ts";
import { MappingStore } from "./mapping-store.ts";
import { pollQueue } from "./sources/queue-source.ts";
import { readStream } from "./sources/stream-source.ts";

/** After a problem with a source (rights, a queue that is not there yet) it is tried again so much later. */
const PROBLEM_MS = { first: 500, longest: 30_000 };

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** The event source mappings of the stage, each with a loop that feeds its function while it is enabled. */
export class Mappings {
  readonly #cloud: Cloud;
  readonly #functions: Functions;
  readonly #engine: Engine;
  readonly #store: MappingStore;
  readonly #byUuid = new Map<string, Mapping>();
  readonly #running = new Map<string, Running>();
  readonly #problems = new Map<string, string>();
  #started = false;

  constructor(cloud: Cloud, functions: Functions, engine: Engine) {
    this.#cloud = cloud;
    this.#functions = functions;
    this.#engine = engine;
    this.#store = new MappingStore(cloud.database);
  }

  all(): Mapping[] {
    return [...this.#byUuid.values()];
  }

  get(uuid: string | undefined): Mapping {
    const mapping = this.#byUuid.get(uuid ?? "");
    if (mapping) return mapping;
    throw new AwsError("ResourceNotFoundException", `The event source mapping ${uuid} does not exist`, 404, {
      Type: "User",
    });
  }

  isEnabled(mapping: Mapping): boolean {
    return this.#store.get(mapping.uuid).enabled ?? mapping.enabled;
  }

  /** Epoch milliseconds. */
  modifiedAt({ uuid }: Mapping): number {
    return this.#store.get(uuid).modifiedAt;
  }

  problemOf({ uuid }: Mapping): string | undefined {
    return this.#problems.get(uuid);
  }

  async put(mapping: Mapping): Promise<void> {
    const known = this.#byUuid.get(mapping.uuid);
    this.#byUuid.set(mapping.uuid, mapping);
    this.#store.add(mapping.uuid);
    if (known && JSON.stringify(known) === JSON.stringify(mapping)) return;
    await this.#halt(mapping.uuid);
    this.#run(mapping);
  }

  /** Pauses or goes on. Holds until it is changed back, over restarts. */
  async setEnabled(mapping: Mapping, enabled: boolean): Promise<void> {
    this.#store.setEnabled(mapping.uuid, enabled);
    if (enabled) this.#run(mapping);
    else await this.#halt(mapping.uuid);
  }

  async remove(uuid: string): Promise<void> {
    this.#byUuid.delete(uuid);
    await this.#halt(uuid);
    this.#store.remove(uuid);
  }

  start(): void {
    this.#started = true;
    for (const mapping of this.#byUuid.values()) this.#run(mapping);
  }

  /** Takes no more; what functions are doing goes on. The promise resolves when that has ended. */
  stop(): Promise<unknown> {
    this.#started = false;
    return Promise.all([...this.#running.keys()].map((uuid) => this.#halt(uuid)));
  }

  #run(mapping: Mapping): void {
    if (!this.#started || this.#running.has(mapping.uuid) || !this.isEnabled(mapping)) return;
    const abort = new AbortController();
    this.#running.set(mapping.uuid, { abort, ended: this.#feed(mapping, abort.signal) });
  }

  async #halt(uuid: string): Promise<void> {
    const running = this.#running.get(uuid);
    this.#running.delete(uuid);
    running?.abort.abort();
    await running?.ended;
  }

  /** Runs the source's loop, again and again when it meets a problem; the same problem is told once. */
  async #feed(mapping: Mapping, signal: AbortSignal): Promise<void> {
    const loop = mapping.source === "sqs" ? pollQueue : readStream;
    for (let tries = 0; !signal.aborted; tries++) {
      try {
        const definition = () => this.#functions.get(mapping.functionName);
        const context = { cloud: this.#cloud, engine: this.#engine, store: this.#store, mapping, definition, signal };
        await loop(context);
        this.#problems.delete(mapping.uuid);
      } catch (error) {
        if (signal.aborted) return;
        this.#report(mapping, error as Error);
        const waitMs = Math.min(PROBLEM_MS.first * 2 ** tries, PROBLEM_MS.longest);
        await sleep(waitMs, undefined, { signal }).catch(() => {});
      }
    }
  }

  #report(mapping: Mapping, error: Error): void {
    if (this.#problems.get(mapping.uuid) === error.message) return;
    this.#problems.set(mapping.uuid, error.message);
    this.#cloud.journal.error("lambda.source", error, { source: mapping.sourceArn, function: mapping.functionName });
  }
}
