import { ApiError } from "@videoflow/client/client";
import { isPassing } from "../api.ts";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const PATIENCE_MS = 10 * 60_000;

/**
 * Does a thing again while it fails for reasons that pass: no network, a server that is away or overloaded. Waits longer each
 * time, not beyond the moment when the network comes back. An answer that says so for ten minutes is the last error; silence never is:
 * what was cut off goes on whenever it can. `onStall` hears when it begins to wait, and when it need not any more.
 */
export async function persist<T>(
  attempt: () => Promise<T>,
  signal: AbortSignal,
  onStall: (stalled: boolean) => void = () => {},
): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (let waitMs = FIRST_WAIT_MS, stalled = false; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      const result = await attempt();
      if (stalled) onStall(false);
      return result;
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      if (!isSilence(error) && Date.now() > giveUpAt) throw error;
      stalled = true;
      onStall(true);
      await pause(waitMs, signal);
    }
  }
}

const isSilence = (error: unknown): boolean => error instanceof ApiError && error.status === 0;

/** Waits, but no longer than until the browser is online again. Rejects when the signal is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => () => {
      clearTimeout(timer);
      removeEventListener("online", online);
      signal.removeEventListener("abort", aborted);
      then();
    };
    const online = end(resolve);
    const aborted = end(() => reject(signal.reason));
    const timer = setTimeout(online, ms);
    addEventListener("online", online);
    signal.addEventListener("abort", aborted);
  });
}
