import { Resource } from "sst";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { wrote } from "../table.ts";
import { ThrottleEntity } from "./throttle.entity.ts";

/** A write for each request would double what a small one takes: a process takes this share of a burst at once, and spends it. */
const SHARE = 1 / 50;
/** What was taken and not spent is nobody's after this. */
const HELD_MS = 5_000;
const KEPT_S = 3600;
const MOST_TRIES = 10;

interface Held {
  left: number;
  readonly until: number;
}

const held = new Map<string, Held>();
const MOST_HELD = 1000;

/**
 * Counts a request of the actor. Everybody may make `requestsASecond`, and `requestBurst` at once after a while of silence: a token
 * bucket a person or key and workspace, the same for all processes. Throws `too_many`, with the seconds to wait.
 */
export async function admitRequest(): Promise<void> {
  const { workspaceId, id: identity = "nobody" } = useActor();
  const name = `${workspaceId} ${identity}`;
  const mine = held.get(name);
  if (mine && mine.left > 0 && Date.now() < mine.until) {
    mine.left--;
    return;
  }
  const count = Math.max(1, Math.floor(Resource.Limits.requestBurst * SHARE));
  await take({ workspaceId, identity }, count);
  if (held.size >= MOST_HELD) held.clear();
  held.set(name, { left: count - 1, until: Date.now() + HELD_MS });
}

/**
 * The bucket is kept as the time until which it is used up: every request moves it on by what one takes at the given rate, from now if it
 * lies behind, and it may lie ahead by no more than a burst (the generic cell rate algorithm, ITU-T I.371). So a write whose condition
 * holds has both looked and taken.
 */
async function take(key: { workspaceId: string; identity: string }, count: number): Promise<void> {
  const { requestsASecond, requestBurst } = Resource.Limits;
  const costMs = (count * 1000) / requestsASecond;
  const burstMs = (requestBurst * 1000) / requestsASecond;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const now = Date.now();
    const { data: row } = await ThrottleEntity.get(key).go({ consistent: true });
    const usedUntil = Math.max(row?.usedUntil ?? 0, now) + costMs;
    const excessMs = usedUntil - now - burstMs;
    if (excessMs > 0) throw tooMany(key.identity, excessMs);
    const expiresAt = Math.ceil(usedUntil / 1000) + KEPT_S;
    const taken = await wrote(
      ThrottleEntity.put({ ...key, usedUntil, expiresAt })
        .where((before, { eq, notExists }) => (row ? eq(before.usedUntil, row.usedUntil) : notExists(before.usedUntil)))
        .go(),
    );
    if (taken) return;
  }
  throw tooMany(key.identity, 1000);
}

function tooMany(identity: string, waitMs: number): AppError {
  const retryAfterS = Math.max(1, Math.ceil(waitMs / 1000));
  const { requestsASecond } = Resource.Limits;
  return new AppError(
    "too_many",
    `${identity} may make ${requestsASecond} requests a second: ask again in ${retryAfterS} s`,
    { retryAfterS },
  );
}
