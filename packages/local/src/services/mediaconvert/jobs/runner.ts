import type { JobPhase } from "@aws-sdk/client-mediaconvert";
import type { Cloud } from "../../../cloud.ts";
import { Scratch } from "../../../state/scratch.ts";
import { JobError, JobErrorCode } from "../errors.ts";
import type { Objects } from "../objects.ts";
import type { Announce } from "./announce.ts";
import type { JobRecord, Jobs } from "./jobs.ts";
import type { JobLimits } from "./limits.ts";
import { transcode } from "./transcode.ts";

/** Between two progress events. On AWS it is what StatusUpdateInterval says, ten seconds at least. */
const PROGRESS_INTERVAL_MS = 1_000;

/**
 * Carries one job to its end: COMPLETE or ERROR. When it is aborted it leaves the job as it is: a cancelled one is
 * CANCELED already, and one that was cut off by the end of the process runs again from its beginning.
 */
export function runner(cloud: Cloud, jobs: Jobs, objects: Objects, announce: Announce, limits: JobLimits) {
  /** Changes the job unless it was cancelled meanwhile, and tells of it when `tell` says so. */
  function move(id: string, changes: Partial<JobRecord>, tell: "state" | "progress" | "nothing"): void {
    const job = jobs.find(id);
    if (!job || job.status === "CANCELED") return;
    const changed = jobs.change(id, changes);
    if (changed && tell !== "nothing") announce(changed, tell === "progress" ? "STATUS_UPDATE" : undefined);
  }

  const scratch = new Scratch(cloud.place.directory, "mediaconvert");
  return async (job: JobRecord, signal: AbortSignal): Promise<void> => {
    await using folder = await scratch.folder();
    const { directory } = folder;
    const isFirstStart = job.status === "SUBMITTED";
    const start = { status: "PROGRESSING", phase: "PROBING", percent: 0, startedAt: Date.now() } as const;
    move(job.id, start, isFirstStart ? "state" : "nothing");
    let told = Date.now();
    const onProgress = (phase: JobPhase, percent: number) => {
      if (Date.now() - told < PROGRESS_INTERVAL_MS) return;
      told = Date.now();
      move(job.id, { phase, percent }, "progress");
    };
    try {
      const outputs = await transcode(job, { directory, objects, signal, limits, onProgress });
      const end = { status: "COMPLETE", percent: 100, finishedAt: Date.now(), outputs } as const;
      move(job.id, end, "state");
    } catch (error) {
      if (signal.aborted) return;
      // What is wrong with the input or the job is for the one who ordered it; the rest is for the one who runs this.
      if (!(error instanceof JobError)) cloud.journal.error("mediaconvert.job", error, { jobId: job.id });
      const { code, message } = error instanceof JobError ? error : unexpected(error);
      const end = { status: "ERROR", errorCode: code, errorMessage: message, finishedAt: Date.now() } as const;
      move(job.id, end, "state");
    }
  };
}

const unexpected = (error: unknown) => ({ code: JobErrorCode.unexpected, message: `Unexpected: ${String(error)}` });
