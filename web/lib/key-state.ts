import type { Key } from "@videoflow/client/schema";

/** A week before, whoever depends on a key has time to replace it. */
const SOON_MS = 7 * 86_400_000;

/**
 * `good`     whatever has it is let in
 * `ending`   it is good for less than a week
 * `expired`  its time is over
 * `revoked`  somebody has taken it back
 */
export type KeyState = "good" | "ending" | "expired" | "revoked";

export function keyState({ expiresOn, revokedAt }: Pick<Key, "expiresOn" | "revokedAt">, now: number): KeyState {
  if (revokedAt) return "revoked";
  const left = expiresOn === null ? Number.POSITIVE_INFINITY : Date.parse(expiresOn) - now;
  if (left <= 0) return "expired";
  return left < SOON_MS ? "ending" : "good";
}

/** How long a key may be good, in days; null is until it is revoked. */
export const LIVES = [
  { days: 7, title: "a week" },
  { days: 30, title: "30 days" },
  { days: 90, title: "90 days" },
  { days: 365, title: "a year" },
  { days: null, title: "until it is revoked" },
] as const;

export const expiryOf = (days: number, now: number): string => new Date(now + days * 86_400_000).toISOString();
