import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Command } from "commander";
import { type StageOptions, stageOption } from "../options.ts";
import { type Running, requireRunning } from "../stage.ts";

/** What an AWS client and `Resource.X` need to work on a stage. */
export function shellEnvironment(running: Running): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: running.endpoint,
    AWS_ACCESS_KEY_ID: running.accessKeyId,
    AWS_SECRET_ACCESS_KEY: running.secretAccessKey,
    AWS_REGION: running.region,
    AWS_DEFAULT_REGION: running.region,
    AWS_PAGER: "",
    ...running.resources,
  };
}

export function addShell(program: Command): void {
  program
    .command("shell")
    .description("runs COMMAND, or a shell, with credentials, endpoint and SST_RESOURCE_* of the stage")
    .argument("[command...]", "behind --, for instance: shell -- aws s3 ls")
    .addOption(stageOption())
    .action(async (words: string[], { stage }: StageOptions) => {
      const environment = { ...process.env, ...shellEnvironment(requireRunning(stage)) };
      // A key or session of a real account in the caller's environment must not mix with the stage's.
      for (const name of ["AWS_SESSION_TOKEN", "AWS_PROFILE"]) delete environment[name as keyof typeof environment];
      const [file = process.env.SHELL ?? "sh", ...args] = words;
      const child = spawn(file, args, { stdio: "inherit", env: environment });
      process.on("SIGINT", () => {});
      process.exitCode = await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
      });
    });
}
