import { badRequest } from "./errors.ts";

/** One page of a list; `next` is where the following one begins. The token is the offset. */
export function pageOf<T>(all: readonly T[], max = 20, token = "0"): { entries: T[]; next: string | undefined } {
  const offset = offsetOf(token);
  const end = offset + max;
  return { entries: all.slice(offset, end), next: end < all.length ? String(end) : undefined };
}

export function offsetOf(token = "0"): number {
  if (!/^\d+$/.test(token)) throw badRequest(`/nextToken: ${token} was not given out here`);
  return Number(token);
}
