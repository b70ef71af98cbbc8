import type { Run } from "@videoflow/client/schema";
import type { Command } from "commander";
import { connect } from "../api.ts";
import { Exit } from "../exit.ts";
import { follow } from "../follow.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { duration, print, printJson } from "../output.ts";

export function addRebuild(program: Command): void {
  program
    .command("rebuild")
    .description("restores table and index from the three buckets, and waits for it")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json }: StageOptions) => {
      const api = connect(stage);
      const { runId } = await api.rebuild();
      const run = await follow(api, runId, json);
      if (run.status === "failed") process.exitCode = Exit.failed;
      if (json)
        printJson({ runId, status: run.status, durationMs: run.durationMs, reason: run.reason, ...run.rebuilt });
      else print(summaryOf(run));
    });
}

export function summaryOf({ runId, reason, rebuilt, durationMs = 0 }: Run): string {
  if (!rebuilt) return `Rebuild failed: ${reason?.message ?? "no reason was told"} (${runId})`;
  const { restored, unchanged, kept, runs, removed, resumed } = rebuilt;
  const lines = [
    `Rebuilt in ${duration(durationMs)}: ${restored} assets restored, ${unchanged} were as the buckets say, ${runs} runs restored`,
    kept > 0 && `  ${kept} assets are newer in the table than in the bucket and stay as they are`,
    removed > 0 && `  ${removed} assets were in the table but in no bucket, and are gone`,
    resumed > 0 && `  ${resumed} assets were being worked on: their work was started again`,
  ];
  return lines.filter((line) => line !== false).join("\n");
}
