import type { Client } from "@videoflow/client/client";
import type { Run } from "@videoflow/client/schema";
import type { Command } from "commander";
import { connect } from "../api.ts";
import { Exit } from "../exit.ts";
import { follow } from "../follow.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { duration, print, printJson } from "../output.ts";

interface ReembedOptions extends StageOptions {
  readonly wait?: true;
  readonly abandon?: true;
}

export function addReembed(program: Command): void {
  program
    .command("reembed")
    .description("embeds all scenes anew by the model that is deployed; searches go on meanwhile")
    .option("--wait", "until the new index serves")
    .option("--abandon", "give the new index up; the one that serves goes on")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (options: ReembedOptions) => {
      const api = connect(options.stage);
      await (options.abandon ? abandon(api, options) : begin(api, options));
    });
}

async function begin(api: Client, { wait, json }: ReembedOptions): Promise<void> {
  const { isDue } = await api.getReembed();
  if (!isDue) return json ? printJson({ isDue }) : print("The search index is what is deployed: nothing to do.");
  const { runId } = await api.reembed();
  if (!wait) {
    if (json) printJson({ isDue, runId });
    else print(`Run ${runId} has begun: ./videoflow run ${runId} shows how far it is.`);
    return;
  }
  const run = await follow(api, runId, json);
  if (run.status === "failed") process.exitCode = Exit.failed;
  const { status, durationMs, reason, reembedded } = run;
  if (json) printJson({ isDue, runId, status, durationMs, reason, ...reembedded });
  else print(summaryOf(run));
}

async function abandon(api: Client, { json }: ReembedOptions): Promise<void> {
  const { next } = await api.getReembed();
  const state = await api.abandonReembed();
  if (json) printJson({ abandoned: next?.index, ...state });
  else if (next) print(`Index ${next.index} is given up; ${state.current?.index} goes on serving.`);
  else print("No new index is being filled: nothing to give up.");
}

export function summaryOf({ runId, reason, reembedded, durationMs = 0 }: Run): string {
  if (!reembedded) return `Re-embedding failed: ${reason?.message ?? "no reason was told"} (${runId})`;
  const { index, assets, scenes } = reembedded;
  return `Re-embedded in ${duration(durationMs)}: ${scenes} scenes of ${assets} assets; index ${index} serves now`;
}
