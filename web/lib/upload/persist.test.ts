import { ApiError } from "@videoflow/client/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { persist } from "./persist.ts";

const HOUR_MS = 3_600_000;
const failing = (status: number) => new ApiError(status, { code: "some", message: `answer ${status}` });
const { signal } = new AbortController();

// What a window has, and this process has not.
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("addEventListener", vi.fn());
  vi.stubGlobal("removeEventListener", vi.fn());
});
// Other files' tests come after these in the same process.
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("waits out silence, however long, and says that it does", async () => {
  const stalls: boolean[] = [];
  const until = Date.now() + HOUR_MS;
  const attempt = async () => {
    if (Date.now() < until) throw failing(0);
    return "there";
  };
  const result = persist(attempt, signal, (stalled) => stalls.push(stalled));
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  await expect(result).resolves.toBe("there");
  expect([stalls[0], stalls.at(-1)]).toEqual([true, false]);
});

it("gives up on a server that has been out of order for long", async () => {
  const result = persist(() => Promise.reject(failing(503)), signal).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  await expect(result).resolves.toBe("answer 503");
});

it("does not try again what was refused", async () => {
  const attempt = vi.fn(() => Promise.reject(failing(422)));
  await expect(persist(attempt, signal)).rejects.toThrow("answer 422");
  expect(attempt).toHaveBeenCalledOnce();
});
