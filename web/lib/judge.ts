import type { Judge } from "@videoflow/client/schema";

/** Who can write briefs, as people choose. */
export const JUDGES = [
  {
    provider: "rules",
    title: "Built-in rules",
    detail: "Without a model and without network. Plain, and always there.",
  },
  {
    provider: "bedrock",
    title: "A model of Amazon Bedrock",
    detail: "By its id or inference profile, in your account.",
  },
  {
    provider: "openai-compatible",
    title: "A model behind an OpenAI-compatible address",
    detail: "Such as Ollama’s, http://127.0.0.1:11434/v1.",
  },
] as const satisfies readonly { provider: Judge["provider"]; title: string; detail: string }[];

/** What a form says of who is to write the briefs. */
export function judgeOf(form: FormData): Judge {
  const field = (name: string) => String(form.get(name) ?? "").trim();
  const model = field("model");
  switch (field("provider")) {
    case "bedrock":
      return { provider: "bedrock", model };
    case "openai-compatible":
      return { provider: "openai-compatible", baseUrl: field("baseUrl"), model };
    default:
      return { provider: "rules" };
  }
}
