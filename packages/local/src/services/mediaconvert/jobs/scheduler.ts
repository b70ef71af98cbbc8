import type { Cloud } from "../../../cloud.ts";
import type { Outcome } from "../../../state/agenda.ts";
import type { Queues } from "../queues/queues.ts";
import type { JobRecord, Jobs } from "./jobs.ts";

const KIND = "mediaconvert.job";
/** Each ffmpeg uses all cores for most of its time; a second one fills the gaps. More would only take memory. */
const AT_ONCE = 2;

/**
 * Decides when jobs run. There is one durable agenda entry for each unfinished job of an active queue; an entry stands
 * for a turn, and the turn goes to the best job that waits, by priority and age. After a crash all entries come up again,
 * and jobs that were running then are the first to run again.
 */
export class Scheduler {
  readonly #cloud: Cloud;
  readonly #jobs: Jobs;
  readonly #queues: Queues;
  readonly #running = new Map<string, AbortController>();
  #stopping = false;

  constructor(cloud: Cloud, jobs: Jobs, queues: Queues, work: (job: JobRecord, signal: AbortSignal) => Promise<void>) {
    this.#cloud = cloud;
    this.#jobs = jobs;
    this.#queues = queues;
    cloud.agenda.register(KIND, () => this.#turn(work), AT_ONCE);
  }

  /** In the same turn as the job is written. */
  enter(job: JobRecord): void {
    this.#cloud.agenda.put(KIND, job.id, {});
  }

  /** A paused queue is active again. */
  wakeAll(): void {
    for (const job of this.#jobs.waiting()) if (!this.#running.has(job.id)) this.enter(job);
  }

  /** Ends the job's process, if it has one at this moment. */
  abort(id: string): void {
    this.#running.get(id)?.abort();
  }

  /** Ends all processes; their jobs stay unfinished and run again at the next start. */
  stop(): void {
    this.#stopping = true;
    for (const controller of this.#running.values()) controller.abort();
  }

  async #turn(work: (job: JobRecord, signal: AbortSignal) => Promise<void>): Promise<Outcome> {
    if (this.#stopping) return { againAt: Date.now() };
    const job = this.#next();
    if (!job) return undefined;
    const controller = new AbortController();
    this.#running.set(job.id, controller);
    try {
      await work(job, controller.signal);
    } finally {
      this.#running.delete(job.id);
    }
    return this.#stopping ? { againAt: Date.now() } : undefined;
  }

  #next(): JobRecord | undefined {
    for (const job of this.#jobs.waiting()) {
      const isFree = !this.#running.has(job.id);
      if (isFree && (job.status === "PROGRESSING" || this.#queues.find(job.queue)?.status === "ACTIVE")) return job;
    }
    return undefined;
  }
}
