const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How long is waited after the first failure, the second, and so on: 23 h 43 min in all. None may be longer than 12 hours,
 * jitter included: a queue hides a message no longer than that.
 */
const WAITS_MS = [
  ...[5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[1 * HOUR, 2 * HOUR, 4 * HOUR, 7 * HOUR, 9 * HOUR],
];

/** A tenth more or less, so that what failed together is not tried together. */
const JITTER = 0.1;

/** Milliseconds until the next attempt after `failures` of them; undefined when it was the last. `chance` is 0 to 1. */
export function waitAfter(failures: number, chance: number = Math.random()): number | undefined {
  const wait = WAITS_MS[failures - 1];
  return wait === undefined ? undefined : Math.round(wait * (1 - JITTER + 2 * JITTER * chance));
}
