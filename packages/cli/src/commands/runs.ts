import type { Bill, RunSummary } from "@videoflow/client/schema";
import { type Command, Option } from "commander";
import { collect, connect } from "../api.ts";
import { UsageError } from "../exit.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { bytes, dollars, duration, print, printJson, printTable } from "../output.ts";
import { amountOf, pricesOf } from "./usage.ts";

interface ListOptions extends StageOptions {
  readonly limit: string;
  readonly status?: RunSummary["status"];
}

export function addRuns(program: Command): void {
  program
    .command("runs")
    .description("the runs of the stage, newest first")
    .option("--limit <count>", "how many", "50")
    .addOption(new Option("--status <status>", "only these").choices(["running", "succeeded", "failed"]))
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json, limit, status }: ListOptions) => {
      const api = connect(stage);
      const items = await collect(Number(limit), (page) => api.listRuns({ ...page, ...(status && { status }) }));
      if (json) {
        for (const item of items) printJson(item);
        return;
      }
      printTable(
        ["RUN", "WORKFLOW", "STATUS", "TIME", "STARTED", "ABOUT"],
        items.map(({ runId, workflow, status, durationMs, startedAt, assetId, cutId }) => [
          runId,
          workflow,
          status,
          durationMs === undefined ? "-" : duration(durationMs),
          startedAt,
          assetId ?? cutId ?? "-",
        ]),
      );
    });

  program
    .command("run")
    .description("one run: its steps with every attempt at them")
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
        ["STEP", "ATTEMPT", "STATUS", "TIME", "USUAL", "COST", "ERROR"],
        run.steps.flatMap(({ name, attempts, usualMs, nanoUsd }) =>
          attempts.map(({ attempt, status, durationMs, error }) => [
            attempt === 1 ? name : "",
            String(attempt),
            status,
            durationMs === undefined ? "-" : duration(durationMs),
            usualMs === undefined || attempt > 1 ? "" : duration(usualMs),
            attempt > 1 ? "" : dollars(nanoUsd),
            error ? `${error.code}: ${error.message}` : "",
          ]),
        ),
      );
      printBill(run.bill);
    });

  program
    .command("redrive")
    .description("takes a run that failed up again in the step that failed")
    .argument("<id>")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (id: string, { stage, json }: StageOptions) => {
      const { runId } = await connect(stage).redriveRun({ runId: id });
      if (json) return printJson({ runId });
      print(`${runId} goes on`);
    });

  program
    .command("replay")
    .description("starts a new run with the input of one that has ended")
    .argument("<id>")
    .option("--input <json>", 'another input, such as {"assetId":"ast_...","from":"Brief"}')
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (id: string, { stage, json, input }: StageOptions & { input?: string }) => {
      const told = input === undefined ? {} : { input: objectIn(input) };
      const { runId } = await connect(stage).replayRun({ runId: id, ...told });
      if (json) return printJson({ runId });
      print(`${runId} has begun`);
    });

  program
    .command("cancel")
    .description("ends a run that goes on; its asset has failed")
    .argument("<id>")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (id: string, { stage, json }: StageOptions) => {
      const { runId } = await connect(stage).cancelRun({ runId: id });
      if (json) return printJson({ runId });
      print(`${runId} was cancelled`);
    });
}

function printBill({ lines, nanoUsd, keptBytes, monthlyNanoUsd, prices }: Bill): void {
  print();
  printTable(
    ["SERVICE", "USED", "", "COST"],
    [
      ...lines.map((line) => [
        line.service,
        amountOf(line.quantity),
        line.unit,
        line.nanoUsd === null ? "?" : dollars(line.nanoUsd),
      ]),
      ["all", "", "", dollars(nanoUsd)],
    ],
  );
  if (keptBytes > 0) print(`It keeps ${bytes(keptBytes)}: ${dollars(monthlyNanoUsd)} a month.`);
  print(pricesOf(prices));
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`--input is not JSON: ${error.message}`, { cause: error });
  }
  throw new UsageError("--input has to be a JSON object");
}
