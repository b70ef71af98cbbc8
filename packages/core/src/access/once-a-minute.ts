const MINUTE_MS = 60_000;

/** The time before which a note of "last used" is old enough to be written again. */
export const staleNote = (now = Date.now()): string => new Date(now - MINUTE_MS).toISOString();
