import { afterAll, expect, it } from "vitest";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Setting = await import("./setting.ts");

const ollama = { provider: "openai-compatible", baseUrl: "http://127.0.0.1:11434/v1", model: "llama3.2" } as const;

it("a workspace has the rules as its judge until it chooses, and no other workspace sees its choice", async () => {
  await inWorkspace(async () => {
    expect(await Setting.get()).toEqual({ judge: { provider: "rules" } });
    await Setting.put({ judge: ollama });
    expect(await Setting.get()).toEqual({ judge: ollama });
  });
  await inWorkspace(async () => expect(await Setting.get()).toEqual({ judge: { provider: "rules" } }));
});

it.each([
  ["an address that is no web address", { ...ollama, baseUrl: "file:///etc/passwd" }],
  ["a model without a name", { provider: "bedrock", model: "" }],
  ["an unknown provider", { provider: "oracle" }],
])("%s is refused", (_what, judge) =>
  inWorkspace(() => expect(Setting.put({ judge } as never)).rejects.toMatchObject({ code: "invalid" })),
);
