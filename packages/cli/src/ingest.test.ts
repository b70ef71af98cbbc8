import { expect, it } from "vitest";
import { exitCodeOf, progressLine } from "./ingest.ts";
import { bytes, duration } from "./output.ts";
import { Rest } from "./rest.ts";

it.each([
  ["no file", [], 0],
  ["all ready", ["ready", "ready"], 0],
  ["one rejected", ["ready", "rejected"], 2],
  ["one failed", ["ready", "failed"], 1],
  ["a failure beside a rejection", ["rejected", "failed"], 1],
] as const)("exits after %s as documented", (_name, statuses, code) => {
  expect(exitCodeOf(statuses.map((status) => ({ status })))).toBe(code);
});

it("tells bytes, step, percent and the time that is left, where something can be said of that", () => {
  const rest = new Rest(0, Date.now() - 10_000);
  expect(progressLine(12_000_000, 48_000_000, "upload", 25, rest)).toMatch(
    /^12\.0 MB of 48\.0 MB {2}upload {2}25 % {2}ETA 30\.\d s$/,
  );
  expect(progressLine(0, 100, "upload", 0, new Rest(0))).toBe("0 B of 100 B  upload  0 %");
});

it.each([
  [999, "999 B"],
  [1000, "1.0 kB"],
  [1_500_000, "1.5 MB"],
  [2e12, "2.0 TB"],
])("writes %i bytes as %s", (count, text) => {
  expect(bytes(count)).toBe(text);
});

it.each([
  [900, "0.9 s"],
  [59_900, "59.9 s"],
  [60_000, "1:00"],
  [119_600, "2:00"],
  [3_725_000, "1:02:05"],
])("writes %i ms as %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
