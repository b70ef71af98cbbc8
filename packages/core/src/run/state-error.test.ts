import { expect, it } from "vitest";
import { wordOf } from "./state-error.ts";

it.each([
  ["a step that took too long", { Error: "States.Timeout" }, "Register did not end in time."],
  [
    "an error of a function",
    { Error: "Lambda.Unknown", Cause: '{"errorMessage":"out of memory"}' },
    "Register ended with Lambda.Unknown: out of memory",
  ],
  ["an error with a plain cause", { Error: "Other", Cause: "because" }, "Register ended with Other: because"],
  ["an error without a cause", { Error: "Other" }, "Register ended with Other"],
  [
    "a workflow within another that took too long",
    { Error: "States.TaskFailed", Cause: '{"Error":"States.HeartbeatTimeout","Status":"FAILED"}' },
    "Register did not end in time.",
  ],
  ["JSON that is cut off", { Error: "Other", Cause: '{"a":' }, 'Register ended with Other: {"a":'],
])("tells %s in a sentence", (_what, error, message) => {
  expect(wordOf(error, "Register").message).toBe(message);
});
