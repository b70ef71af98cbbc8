import type { Progress } from "@videoflow/client/schema";

/** Also when the end is near, or nobody knows how far it is. */
const SHORTEST_MS = 200;
/** A line of progress is shown as often. */
const LONGEST_MS = 1000;
/** So many times it is asked in what is left. */
const ASKED_IN_REST = 8;

/**
 * How long to wait before something is asked about again: the longer its step still takes, by how it got on so far, the longer.
 * Asking takes from the very cores that the work runs on.
 */
export class Pace {
  #begun: (Progress & { readonly at: number }) | undefined;

  /** Milliseconds to wait. `progress` as it was told now, if it was. */
  after(progress: Progress | undefined, now = Date.now()): number {
    if (!progress) return SHORTEST_MS;
    if (this.#begun?.step !== progress.step) this.#begun = { ...progress, at: now };
    const { percent, at } = this.#begun;
    const restMs = ((100 - progress.percent) * (now - at)) / (progress.percent - percent);
    return Number.isFinite(restMs) ? Math.min(LONGEST_MS, Math.max(SHORTEST_MS, restMs / ASKED_IN_REST)) : SHORTEST_MS;
  }
}
