import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { conditionFailed } from "../table.ts";
import { IdempotencyEntity } from "./idempotency.entity.ts";

const KEPT_SECONDS = 24 * 3600;

/** Longer than a request may take: who has not answered by then was cut off. */
const LOCKED_MS = 60_000;

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * Does something once for a key: `run` says what is to be answered to the same request within 24 hours, or undefined when it
 * was not done and can be tried again. Returns that answer when it was done before, and undefined when it was done now. Throws
 * `key_reused` when the key was given with another request, `busy` while the first one is under way. Who was cut off leaves
 * the key locked for a minute; then it is done anew.
 */
export async function once(
  key: string,
  request: string,
  run: () => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const { workspaceId } = useActor();
  const place = { workspaceId, keyHash: hash(key) };
  const before = await claim(place, key, hash(request));
  if (before) return before;
  try {
    const answer = await run();
    if (answer) await keep(place, answer);
    else await release(place);
    return undefined;
  } catch (error) {
    await release(place);
    throw error;
  }
}

type Place = { workspaceId: string; keyHash: string };

/** Takes the key for this request, or returns the answer that there is. */
async function claim(place: Place, key: string, request: string): Promise<Answer | undefined> {
  const now = Date.now();
  const seconds = Math.floor(now / 1000);
  try {
    await IdempotencyEntity.put({ ...place, request, lockedUntil: now + LOCKED_MS, expiresAt: seconds + KEPT_SECONDS })
      // The table takes away what has expired in its own time: until then it is as if it were gone.
      .where((row, { notExists, lt }) => {
        const abandoned = `(${lt(row.lockedUntil, now)} AND ${notExists(row.answer)})`;
        return `${notExists(row.request)} OR ${lt(row.expiresAt, seconds)} OR ${abandoned}`;
      })
      .go();
    return undefined;
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
  const { data } = await IdempotencyEntity.get(place).go({ consistent: true });
  if (data && data.request !== request)
    throw new AppError("key_reused", `Idempotency-Key ${key} was given with another request: take a new one`);
  if (!data?.answer) throw new AppError("busy", `The request with Idempotency-Key ${key} is under way: ask again`);
  const { body, ...answer } = data.answer;
  return { ...answer, body: gunzipSync(Buffer.from(body, "base64")).toString() };
}

async function keep(place: Place, { body, ...answer }: Answer): Promise<void> {
  await IdempotencyEntity.patch(place)
    .set({ answer: { ...answer, body: gzipSync(body).toString("base64") } })
    .remove(["lockedUntil"])
    .go();
}

async function release(place: Place): Promise<void> {
  await IdempotencyEntity.delete(place).go();
}
