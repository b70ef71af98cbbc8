import type { Command } from "commander";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { print, printJson } from "../output.ts";
import { requireRunning } from "../stage.ts";

interface LogOptions extends StageOptions {
  readonly function?: string;
  readonly run?: string;
  readonly since: string;
  readonly follow?: true;
}

export function addLogs(program: Command): void {
  program
    .command("logs")
    .description("what the functions and tasks wrote, oldest first")
    .option("--function <name>", "only functions and tasks whose name contains this")
    .option("--run <id>", "only lines that name this run")
    .option("--since <minutes>", "how far back", "60")
    .option("--follow", "go on as lines come in")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json, since, follow, ...only }: LogOptions) => {
      const { readLogs } = await import("@videoflow/local/operator/logs");
      const query = { since: Date.now() - Number(since) * 60_000, follow: follow === true, ...only };
      for await (const { at, functionName, message } of readLogs(requireRunning(stage), query)) {
        if (json) printJson({ at, function: functionName, message });
        else print(`${at}  ${functionName}  ${message}`);
      }
    });
}
