import { expect, it } from "vitest";
import { logFacts } from "./log-facts.ts";

it.each([
  [
    { level: "INFO", message: "task.end", runId: "run_1", outcome: "done", durationMs: 12 },
    "outcome=done durationMs=12",
  ],
  [
    { code: "timeout", error: { name: "Fatal", message: "too late", location: "a.ts:3", stack: "Fatal: ..." } },
    "code=timeout Fatal: too late (a.ts:3)",
  ],
  [
    { type: "platform.report", record: { requestId: "1", status: "success", metrics: { durationMs: 5 } } },
    "status=success durationMs=5",
  ],
])("says of a line what others do not say: %j", (fields, text) => {
  expect(logFacts(fields)).toBe(text);
});
