import { expect, it } from "vitest";
import { judgeOf } from "./judge.ts";

it.each([
  [{ provider: "rules", model: "left over" }, { provider: "rules" }],
  [
    { provider: "bedrock", model: " amazon.nova-lite-v1:0 " },
    { provider: "bedrock", model: "amazon.nova-lite-v1:0" },
  ],
  [
    { provider: "openai-compatible", model: "llama3.2", baseUrl: "http://127.0.0.1:11434/v1" },
    { provider: "openai-compatible", model: "llama3.2", baseUrl: "http://127.0.0.1:11434/v1" },
  ],
])("reads %o", (fields, judge) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  expect(judgeOf(form)).toEqual(judge);
});
