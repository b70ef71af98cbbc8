import { rmSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { connectTo } from "../api.ts";
import { UsageError } from "../exit.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { print, printJson } from "../output.ts";
import { clearRunning, findRunning, isAlive, requireRunning, stageDirectory } from "../stage.ts";

const STOP_WITHIN_MS = 30_000;

export function addStage(program: Command): void {
  program
    .command("status")
    .description("says whether the stage runs, and where")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json }: StageOptions) => {
      const running = findRunning(stage);
      const { pid, endpoint, api, web, startedAt } = running ?? {};
      const { advice } = running ? await connectTo(running, stage).getReembed() : {};
      if (json) return printJson({ stage, running: running !== undefined, pid, endpoint, api, web, startedAt, advice });
      if (!running) return print(`Stage ${stage} is not running.`);
      print(`Stage ${stage} runs since ${startedAt} (process ${pid})`);
      if (web) print(`  web       ${web}`);
      print(`  api       ${api}`);
      print(`  endpoint  ${endpoint}`);
      if (advice) print(`\n${advice}`);
    });

  program
    .command("stop")
    .description("stops the stage; running work goes on at the next start")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json }: StageOptions) => {
      const { pid } = requireRunning(stage);
      process.kill(pid, "SIGTERM");
      const giveUpAt = Date.now() + STOP_WITHIN_MS;
      while (isAlive(pid)) {
        if (Date.now() > giveUpAt)
          throw new UsageError(`Process ${pid} of stage ${stage} did not stop within ${STOP_WITHIN_MS / 1000} s`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      clearRunning(stage);
      if (json) printJson({ stage, stopped: true });
      else print(`Stage ${stage} has stopped.`);
    });

  program
    .command("reset")
    .description("deletes everything of the stage: library, runs, logs")
    .option("--yes", "do not ask")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, yes, json }: StageOptions & { yes?: true }) => {
      if (findRunning(stage))
        throw new UsageError(`Stage ${stage} is running. Stop it first: ./videoflow stop --stage ${stage}`);
      if (!yes && !(await confirm(stage))) return;
      rmSync(stageDirectory(stage), { recursive: true, force: true });
      if (json) printJson({ stage, reset: true });
      else print(`Stage ${stage} is empty.`);
    });
}

async function confirm(stage: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new UsageError(`This deletes stage ${stage} for good. Say --yes to do it without a terminal.`);
  const question = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await question.question(`Delete the library and all runs of stage ${stage} for good? Type its name: `);
  question.close();
  return answer.trim() === stage;
}
