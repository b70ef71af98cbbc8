import { existsSync, rmSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import path from "node:path";
import type { Cloud } from "../cloud.ts";
import { AwsError } from "../error.ts";
import { Slots } from "../slots.ts";
import { Bundle } from "./bundle.ts";
import { bundleFolder } from "./code-folder.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import type { Invocation, Outcome } from "./invocation.ts";
import type { LogSink } from "./log-sink.ts";
import { Pool } from "./pool.ts";
import { RuntimeApi } from "./runtime-api.ts";
import { SourceWatch } from "./source-watch.ts";
import { Spares } from "./spares.ts";
import { stopping } from "./stopping.ts";
import { Turns } from "./turns.ts";
import type { ProcessHost, WorkerHost } from "./worker-host.ts";

/**
 * How many workers of one function run at once, if it reserves no fewer. Each compiles the code for itself: many more than there are
 * cores are all slow for long.
 */
export const LARGEST_POOL = Math.max(4, 2 * availableParallelism());
/** How many steps of workflows are in work at once: as many as one asset has side by side, on two cores. */
const STEPS_AT_ONCE = 4 * Math.max(2, availableParallelism());
/**
 * On AWS, a core comes with so much memory: who is given more is there for work that takes more than one.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const MEGABYTES_PER_CORE = 1769;
/** With more workers than fit into a quarter of the memory, some 128 MB each, those that idle give way to new ones. */
const MOST_WORKERS = Math.max(8, Math.floor(totalmem() / 4 / (128 * 1024 * 1024)));
/** How many functions keep a worker on standby: those that were edited last. */
const STANDBYS = 4;
const SWEEP_MS = 30_000;
const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** Runs functions: builds their code, keeps their workers, and replaces both when a source is saved. */
export class Engine {
  readonly #cloud: Cloud;
  readonly #api = new RuntimeApi();
  /**
   * So many workers start at the same time: a start takes a core for some 50 ms, and a burst is served sooner by the workers that are
   * there than by many that slow each other down. Starts always end, so waiting for one cannot deadlock.
   */
  readonly #gate = new Slots(Math.max(2, availableParallelism()));
  readonly #turns = new Turns(STEPS_AT_ONCE);
  readonly #logs: LogSink;
  readonly #watch = new SourceWatch((files) => this.#reload(files));
  readonly #pools = new Map<string, Pool>();
  /** Replaced pools that still have work. */
  readonly #draining = new Set<Pool>();
  #standbys: Pool[] = [];
  #host: Promise<WorkerHost> | undefined;
  #spares: Spares | undefined;
  #sweeper: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(cloud: Cloud, logs: LogSink) {
    this.#cloud = cloud;
    // What workers still print while they are killed has nowhere to go.
    this.#logs = { append: (...lines) => void (this.#stopped || logs.append(...lines)) };
    // What the workers of a process that was killed have left.
    rmSync(path.join(cloud.place.directory, "tmp"), { recursive: true, force: true });
  }

  /** Runs a function once, on the newest code. Its own failure is an outcome; throws what keeps it from running at all. */
  async invoke(definition: FunctionDefinition, invocation: Invocation): Promise<Outcome> {
    const { rank } = invocation;
    const run = async () => (this.#pools.get(definition.name) ?? (await this.#open(definition))).invoke(invocation);
    if (!rank) return run();
    return this.#turns.during({ ...rank, functionName: definition.name, most: largestPool(definition) }, run);
  }

  /** Ends the use of a function whose definition has changed or which is gone. */
  forget(name: string): void {
    const pool = this.#pools.get(name);
    if (!pool) return;
    this.#pools.delete(name);
    this.#draining.add(pool);
    pool.drain();
    void pool.code.bundle.dispose();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#turns.close();
    clearInterval(this.#sweeper);
    this.#watch.close();
    const pools = [...this.#pools.values(), ...this.#draining];
    for (const pool of pools) pool.kill();
    const spares = this.#spares?.close();
    // Never resolves when the database was abandoned: whoever waits must not go on as if it was still there.
    await this.#cloud.database.flushed();
    const reason = stopping();
    this.#turns.refuse(reason);
    await Promise.all([spares, ...pools.map((pool) => pool.close(reason))]);
    this.#api.close();
    await Promise.all(pools.map((pool) => pool.code.bundle.dispose()));
  }

  async #open(definition: FunctionDefinition): Promise<Pool> {
    if (this.#stopped) throw stopping();
    this.#host ??= this.#prepareHost();
    const host = await this.#host;
    const known = this.#pools.get(definition.name);
    if (known) return known;
    const { file, handlerName } = this.#locate(definition);
    const bundle = this.#bundle(definition.logicalName, file, definition.install);
    const pool = new Pool({ definition, bundle, handlerName }, host, this.#gate, largestPool(definition));
    this.#pools.set(definition.name, pool);
    return pool;
  }

  async #prepareHost(): Promise<WorkerHost> {
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS).unref();
    const bootstrap = this.#bundle(".bootstrap", path.join(import.meta.dirname, "runtime/bootstrap.ts"));
    const [address] = await Promise.all([this.#api.address(), bootstrap.ready()]);
    await bootstrap.dispose();
    const processes: ProcessHost = { cloud: this.#cloud, api: this.#api, address, bootstrap: bootstrap.file };
    this.#spares = new Spares(processes);
    return {
      ...processes,
      spares: this.#spares,
      logs: this.#logs,
      makeRoom: () => this.#makeRoom(),
    };
  }

  #bundle(name: string, entry: string, install: readonly string[] = []): Bundle {
    const { root } = this.#cloud.place;
    return new Bundle({
      root,
      entry,
      install,
      directory: bundleFolder(root, name, entry, install),
      onError: (message) => this.#cloud.journal.error("lambda.build", new Error(message), { function: name }),
      onSources: (files) => this.#watch.add(files),
    });
  }

  /** `a/b.handler` is export `handler` of `a/b.ts` or of one of the other kinds of source. */
  #locate({ handler, name }: FunctionDefinition): { file: string; handlerName: string } {
    const dot = handler.lastIndexOf(".");
    const base = path.join(this.#cloud.place.root, handler.slice(0, dot));
    const file = EXTENSIONS.map((extension) => base + extension).find((candidate) => existsSync(candidate));
    if (file && dot > 0) return { file, handlerName: handler.slice(dot + 1) };
    throw new AwsError(
      "InvalidParameterValueException",
      `Function ${name} has handler ${handler}, but there is no source file ${base}.ts`,
    );
  }

  #reload(files: ReadonlySet<string>): void {
    for (const pool of this.#pools.values()) {
      if (!pool.code.bundle.uses(files)) continue;
      pool.code.bundle.invalidate();
      // What is not in use is built when it is needed.
      if (pool.size > 0) void pool.reload().then(() => this.#keepStandby(pool));
    }
  }

  #keepStandby(pool: Pool): void {
    this.#standbys = [pool, ...this.#standbys.filter((other) => other !== pool)];
    for (const former of this.#standbys.splice(STANDBYS)) former.dismissStandby();
    if (!this.#stopped) pool.prepare();
  }

  #makeRoom(): void {
    const pools = [...this.#pools.values()];
    if (pools.reduce((sum, { size }) => sum + size, 0) < MOST_WORKERS) return;
    const idle = pools.filter(({ idleSince }) => idleSince !== undefined);
    const [longest] = idle.sort((a, b) => (a.idleSince ?? 0) - (b.idleSince ?? 0));
    longest?.endLongestIdle();
  }

  #sweep(): void {
    const now = Date.now();
    for (const pool of this.#pools.values()) pool.endIdle(now);
    for (const pool of this.#draining) if (pool.size === 0) this.#draining.delete(pool);
  }
}

/**
 * How many workers of a function run at once. Of those that take several cores, no more than keep every core busy twice: beyond
 * that each is slower, and all of them hold their memory meanwhile.
 */
export function largestPool({
  memoryMegabytes,
  reservedConcurrency = LARGEST_POOL,
}: Pick<FunctionDefinition, "memoryMegabytes" | "reservedConcurrency">): number {
  const cores = memoryMegabytes / MEGABYTES_PER_CORE;
  const most = cores <= 1 ? LARGEST_POOL : Math.max(1, Math.floor((2 * availableParallelism()) / cores));
  return Math.min(most, reservedConcurrency);
}
