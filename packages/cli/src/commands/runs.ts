import type { Command } from "commander";
import { collect, connect } from "../api.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { duration, print, printJson, printTable } from "../output.ts";

export function addRuns(program: Command): void {
  program
    .command("runs")
    .description("the runs of the stage, newest first")
    .option("--limit <count>", "how many", "50")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json, limit }: StageOptions & { limit: string }) => {
      const api = connect(stage);
      const items = await collect(Number(limit), (page) => api.listRuns(page));
      if (json) {
        for (const item of items) printJson(item);
        return;
      }
      printTable(
        ["RUN", "STATUS", "TIME", "STARTED", "ASSET"],
        items.map(({ runId, status, durationMs, startedAt, assetId }) => [
          runId,
          status,
          durationMs === undefined ? "-" : duration(durationMs),
          startedAt,
          assetId ?? "-",
        ]),
      );
    });

  program
    .command("run")
    .description("one run: its steps with their attempts")
    .argument("<id>")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (id: string, { stage, json }: StageOptions) => {
      const run = await connect(stage).getRun({ runId: id });
      if (json) return printJson(run);
      print(
        `${run.runId}  ${run.workflow}  ${run.status}${run.reason ? `: ${run.reason.message}` : ""}${run.assetId ? `  (${run.assetId})` : ""}`,
      );
      printTable(
        ["STEP", "STATUS", "TIME", "ATTEMPTS", "ERROR"],
        run.steps.map(({ name, status, durationMs, attempts, error }) => [
          name,
          status,
          durationMs === undefined ? "-" : duration(durationMs),
          String(attempts.length),
          error ? `${error.code}: ${error.message}` : "",
        ]),
      );
    });
}
