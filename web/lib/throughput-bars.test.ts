import { expect, it } from "vitest";
import { byDay } from "./throughput-bars.ts";

const hour = (at: string, succeeded: number, failed: number, meanMs?: number) => ({
  at: new Date(at).toISOString(),
  succeeded,
  failed,
  rejected: 0,
  ...(meanMs !== undefined && { meanMs }),
});

it("puts the hours of a day together, and weighs what runs took by how many there were", () => {
  const days = byDay([
    hour("2026-01-02T10:00:00", 1, 0, 100),
    hour("2026-01-02T11:00:00", 2, 1, 200),
    hour("2026-01-03T00:00:00", 0, 0),
  ]);
  expect(days).toMatchObject([
    { succeeded: 3, failed: 1, meanMs: 175 },
    { succeeded: 0, failed: 0 },
  ]);
  expect(days[1]).not.toHaveProperty("meanMs");
});
