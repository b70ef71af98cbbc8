import * as z from "zod";
import { WorkspaceId } from "../workspace/workspace.schema.ts";

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

/** `settings.json` of a workspace, in the media bucket: its row of the table. */
export const SettingsDocument = z.object({
  version: z.literal(1),
  workspaceId: WorkspaceId,
  settings: Settings,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
