/** More tries than a state machine makes at a step before a run is redriven. */
const TRIES = 100_000;

/** The number of a try at a step: those after a redrive count on, so that none takes the place of an earlier one. */
export const attemptNumber = ({ redrives, retries }: { redrives: number; retries: number }): number =>
  redrives * TRIES + retries + 1;

/** How often its run had been redriven when a try was made. */
export const redrivesAt = (attempt: number): number => Math.floor((attempt - 1) / TRIES);
