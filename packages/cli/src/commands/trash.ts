import { ApiError, type Client } from "@videoflow/client/client";
import type { Command } from "commander";
import { connect } from "../api.ts";
import { Exit } from "../exit.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { print, printJson, report } from "../output.ts";

interface DeleteOptions extends StageOptions {
  readonly forGood?: true;
}

export function addTrash(program: Command): void {
  program
    .command("delete")
    .description("puts assets into the trash, from which they go for good after 30 days")
    .argument("<ids...>")
    .option("--for-good", "lets them go at once: nothing brings them back")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action((ids: string[], { stage, json, forGood }: DeleteOptions) =>
      eachOf(
        connect(stage),
        ids,
        { json, outcome: forGood ? "deleted for good" : "in the trash" },
        async (api, assetId) => {
          await api.deleteAsset({ assetId });
          if (forGood) await api.purgeAsset({ assetId });
        },
      ),
    );

  program
    .command("restore")
    .description("takes assets out of the trash: they are listed and found as before")
    .argument("<ids...>")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action((ids: string[], { stage, json }: StageOptions) =>
      eachOf(connect(stage), ids, { json, outcome: "restored" }, (api, assetId) => api.restoreAsset({ assetId })),
    );
}

/** Does the same with each; one with which it cannot be done keeps none of the others from it. */
async function eachOf(
  api: Client,
  ids: readonly string[],
  { json, outcome }: { json: boolean | undefined; outcome: string },
  act: (api: Client, assetId: string) => Promise<unknown>,
): Promise<void> {
  for (const assetId of ids) {
    try {
      await act(api, assetId);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status === 0) throw error;
      report(`${assetId}: ${error.message}`);
      process.exitCode = Exit.failed;
      continue;
    }
    if (json) printJson({ assetId, outcome });
    else print(`${assetId} ${outcome}`);
  }
}
