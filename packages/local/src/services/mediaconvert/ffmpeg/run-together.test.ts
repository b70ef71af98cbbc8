import { ToolError } from "@videoflow/process/tool-error";
import { expect, it } from "vitest";
import { runTogether } from "./run-together.ts";

/** Makes so many seconds of a tone, as fast as it can or as fast as it plays. */
const tone = (seconds: number, pace: "at once" | "in time" = "at once") => [
  ...["-nostdin", "-v", "error", "-nostats", "-progress", "pipe:1", "-stats_period", "0.05"],
  ...(pace === "in time" ? ["-re"] : []),
  ...["-f", "lavfi", "-i", `sine=d=${seconds}`, "-f", "null", "-"],
];

function told() {
  const reached: number[] = [];
  return {
    reached,
    options: { signal: new AbortController().signal, onReached: (at: number) => void reached.push(at) },
  };
}

it("tells how far the slowest is, and to the end when the others are done", async () => {
  const { reached, options } = told();
  await runTogether([tone(1, "in time"), tone(30)], options);
  expect(reached.filter((at) => at > 0).every((at) => at <= 1100)).toBe(true);
  expect(reached.at(-1)).toBeGreaterThan(900);
});

it("ends the others when one fails, and says why that one did", async () => {
  const { options } = told();
  const startedAt = Date.now();
  const failing = ["-nostdin", "-v", "error", "-i", "file:there-is-no-such-file.mp4", "-f", "null", "-"];
  const error = await runTogether([tone(60, "in time"), failing], options).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ToolError);
  expect(error).toMatchObject({ kind: "failed", stderr: expect.stringContaining("there-is-no-such-file.mp4") });
  expect(Date.now() - startedAt).toBeLessThan(30_000);
});

it("ends all when it is told to", async () => {
  const stop = new AbortController();
  const running = runTogether([tone(60, "in time"), tone(60, "in time")], {
    signal: stop.signal,
    onReached: () => stop.abort(new Error("Cancelled")),
  });
  await expect(running).rejects.toThrow("Cancelled");
});
