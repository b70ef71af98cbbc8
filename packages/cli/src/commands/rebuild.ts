import type { Run } from "@videoflow/client/schema";
import type { Command } from "commander";
import { connect } from "../api.ts";
import { Exit } from "../exit.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { duration, print, printJson, report } from "../output.ts";
import { requireRunning } from "../stage.ts";

const POLL_MS = 500;

export function addRebuild(program: Command): void {
  program
    .command("rebuild")
    .description("restores table and index from the three buckets, and waits for it")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json }: StageOptions) => {
      const api = connect(requireRunning(stage));
      const { runId } = await api.rebuild();
      let shown = "";
      let run = await api.getRun({ runId });
      for (; run.status === "running"; run = await api.getRun({ runId })) {
        const line = progressOf(run);
        if (!json && line !== shown) report(line);
        shown = line;
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
      if (run.status === "failed") process.exitCode = Exit.failed;
      if (json)
        printJson({ runId, status: run.status, durationMs: run.durationMs, reason: run.reason, ...run.rebuilt });
      else print(summaryOf(run));
    });
}

/** `Restore  12 of 40 batches` */
export function progressOf({ steps, batches }: Pick<Run, "steps" | "batches">): string {
  const [name = "Scan"] = steps.at(-1)?.name.split(".") ?? [];
  return batches ? `${name}  ${batches.done} of ${batches.total} batches` : name;
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
