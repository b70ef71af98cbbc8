import type { Progress } from "@videoflow/client/schema";
import { Rest } from "./rest.ts";

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
  #step: string | undefined;
  #rest = new Rest(0);

  /** Milliseconds to wait. `progress` as it was told now, if it was. */
  after(progress: Progress | undefined, now = Date.now()): number {
    if (!progress) return SHORTEST_MS;
    const { step, percent } = progress;
    if (this.#step !== step) this.#rest = new Rest(0, now, percent);
    this.#step = step;
    const restMs = this.#rest.after(percent, now) ?? 0;
    return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, restMs / ASKED_IN_REST));
  }
}
