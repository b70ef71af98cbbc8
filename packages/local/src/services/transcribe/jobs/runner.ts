import { availableParallelism } from "node:os";
import type { Cloud } from "../../../cloud.ts";
import type { Outcome } from "../../../state/agenda.ts";
import { Scratch } from "../../../state/scratch.ts";
import type { Objects } from "../../mediaconvert/objects.ts";
import { findEngine } from "../engine/find-engine.ts";
import { JobFailure } from "../errors.ts";
import type { Announce } from "./announce.ts";
import type { JobRecord, Jobs } from "./jobs.ts";
import { transcribe } from "./transcribe.ts";

const KIND = "transcribe.job";
/** An engine keeps a core busy; the others are for who is waiting at the screen. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));

/**
 * Carries jobs to their end, in the order in which they came. Each is a durable agenda entry: one that was cut off by the end
 * of the process runs again from its beginning.
 */
export class Runner {
  readonly #cloud: Cloud;
  readonly #jobs: Jobs;
  readonly #objects: Objects;
  readonly #announce: Announce;
  readonly #scratch: Scratch;
  readonly #running = new Map<string, AbortController>();
  #stopping = false;

  constructor(cloud: Cloud, jobs: Jobs, objects: Objects, announce: Announce) {
    this.#cloud = cloud;
    this.#jobs = jobs;
    this.#objects = objects;
    this.#announce = announce;
    this.#scratch = new Scratch(cloud.place.directory, "transcribe");
    cloud.agenda.register(KIND, ({ key }) => this.#run(key), AT_ONCE);
  }

  /** In the same turn as the job is written. */
  enter(name: string): void {
    this.#cloud.agenda.put(KIND, name, {});
  }

  /** Ends a job's work, if it is being worked on or waits. */
  abort(name: string): void {
    this.#cloud.agenda.cancel(KIND, name);
    this.#running.get(name)?.abort();
  }

  /** Ends all work; it is taken up again at the next start. */
  stop(): void {
    this.#stopping = true;
    for (const controller of this.#running.values()) controller.abort();
  }

  async #run(name: string): Promise<Outcome> {
    if (this.#stopping) return { againAt: Date.now() };
    const job = this.#jobs.change(name, { status: "IN_PROGRESS", startedAt: Date.now() });
    if (!job) return undefined;
    const controller = new AbortController();
    this.#running.set(name, controller);
    try {
      await this.#work(job, controller.signal);
    } finally {
      this.#running.delete(name);
    }
    return this.#stopping ? { againAt: Date.now() } : undefined;
  }

  async #work(job: JobRecord, signal: AbortSignal): Promise<void> {
    await using folder = await this.#scratch.folder();
    const { directory } = folder;
    const { account } = this.#cloud.place;
    let who: Pick<JobRecord, "engine"> = {};
    try {
      const engine = await findEngine();
      if (engine) who = { engine: engine.name };
      if (!engine) throw new JobFailure(NOBODY);
      const workplace = { directory, account, objects: this.#objects, engine, signal };
      const { language } = await transcribe(job, workplace);
      this.#end(job.name, {
        ...{ ...who, status: "COMPLETED" },
        ...(language && { language: language.code, languageScore: language.score }),
      });
    } catch (error) {
      if (signal.aborted) return;
      // What is wrong with the media or the order is for the one who ordered it; the rest is for the one who runs this.
      if (!(error instanceof JobFailure)) this.#cloud.journal.error("transcribe.job", error, { job: job.name });
      this.#end(job.name, { ...who, status: "FAILED", failureReason: (error as Error).message });
    }
  }

  #end(name: string, changes: Partial<JobRecord>): void {
    const ended = this.#jobs.change(name, { ...changes, finishedAt: Date.now() });
    if (ended) this.#announce(ended);
  }
}

const NOBODY =
  "No language is heard on this machine, since it has no engine for speech: install pocketsphinx and pocketsphinx-en-us, or " +
  "set VIDEOFLOW_WHISPER_PATH and VIDEOFLOW_WHISPER_MODEL to whisper.cpp and its model.";
