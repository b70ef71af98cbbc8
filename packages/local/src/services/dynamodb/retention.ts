import { setImmediate } from "node:timers/promises";
import type { Context } from "./context.ts";
import { TOKEN_LIFETIME_MS } from "./items/transact-write-items.ts";

const INTERVAL_MS = 3600_000;
const ROWS_A_TURN = 500;
const KIND = "dynamodb-retention";

/** Removes, every hour, what is kept for a time only: stream records for a day, tokens of transactions for ten minutes. */
export function registerRetention({ cloud, streams }: Context): void {
  cloud.agenda.register(KIND, async () => {
    cloud.database.run("DELETE FROM dynamodb_transactions WHERE created_at < ?", Date.now() - TOKEN_LIFETIME_MS);
    while (streams.trim(ROWS_A_TURN) > 0) await setImmediate();
    return { againAt: Date.now() + INTERVAL_MS };
  });
}

export function startRetention({ cloud }: Context): void {
  cloud.agenda.put(KIND, "all", {});
}
