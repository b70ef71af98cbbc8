import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "@videoflow/client/client";

const PAUSE_MS = 1000;
const PATIENCE_MS = 60_000;

/** Asks again, for a minute, where the API says that something went wrong on its side: who waits for hours outlives that. */
export async function patiently<Result>(ask: () => Promise<Result>, pauseMs = PAUSE_MS): Promise<Result> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(pauseMs)) {
    try {
      return await ask();
    } catch (error) {
      const isTheirs = error instanceof ApiError && error.status >= 500;
      if (!isTheirs || Date.now() > until) throw error;
    }
  }
}
