import { z } from "zod";

/**
 * Who judges footage and writes briefs.
 * `rules`              built in, without a model and without network
 * `bedrock`            a model of Amazon Bedrock, by its id or inference profile
 * `openai-compatible`  a model behind an OpenAI-compatible address, such as Ollama's `http://127.0.0.1:11434/v1`
 */
export const Judge = z
  .discriminatedUnion("provider", [
    z.object({ provider: z.literal("rules") }),
    z.object({ provider: z.literal("bedrock"), model: z.string().min(1).max(200) }),
    z.object({
      provider: z.literal("openai-compatible"),
      baseUrl: z.url({ protocol: /^https?$/ }),
      model: z.string().min(1).max(200),
    }),
  ])
  .meta({ id: "Judge" });
export type Judge = z.infer<typeof Judge>;

/** What a workspace has chosen. */
export const Settings = z.object({ judge: Judge }).meta({ id: "Settings" });
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = { judge: { provider: "rules" } };

/** Name and version of a judge, as it stands in what it wrote. */
export const engineOf = (judge: Judge): string =>
  judge.provider === "rules" ? "rules 1" : `${judge.provider} ${judge.model}`;
