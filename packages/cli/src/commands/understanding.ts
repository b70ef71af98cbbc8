import { UnderstandStep } from "@videoflow/core/understanding/understanding.schema";
import { Argument, type Command, Option } from "commander";
import { connect } from "../api.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { print, printJson } from "../output.ts";

interface JudgeOptions extends StageOptions {
  readonly model?: string;
  readonly url?: string;
}

export function addUnderstanding(program: Command): void {
  program
    .command("reprocess")
    .description("makes a step of an asset, from its derivatives to its index, and all that depends on it, again")
    .argument("<id>")
    .addOption(new Option("--from <step>", "the first step").choices(UnderstandStep.options).makeOptionMandatory())
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (assetId: string, { stage, json, from }: StageOptions & { from: UnderstandStep }) => {
      const { runId } = await connect(stage).reprocessAsset({ assetId, from });
      if (json) printJson({ runId });
      else print(`Run ${runId} has begun: ./videoflow run ${runId} shows how far it is.`);
    });

  program
    .command("judge")
    .description("shows or chooses who writes briefs: the built-in rules, or a model")
    .addArgument(new Argument("[provider]").choices(["rules", "bedrock", "openai-compatible"]))
    .option("--model <name>", "the model's name at its provider")
    .option("--url <url>", "address of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1 of Ollama")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (provider: string | undefined, { stage, json, model, url }: JudgeOptions) => {
      const api = connect(stage);
      const judge = { provider, ...(model && { model }), ...(url && { baseUrl: url }) };
      // The API says what is missing.
      const settings = provider ? await api.putSettings({ judge } as never) : await api.getSettings();
      if (json) return printJson(settings.judge);
      print(Object.values(settings.judge).join("  "));
    });
}
