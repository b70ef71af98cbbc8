import { conditionFailed } from "../table.ts";

const MINUTE_MS = 60_000;

/** The time before which a note of "last used" is old enough to be written again. */
export const staleNote = (now = Date.now()): string => new Date(now - MINUTE_MS).toISOString();

/** Writes a note under a condition; that it was fresh enough, or that its row has gone, is as well. */
export async function noted(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}
