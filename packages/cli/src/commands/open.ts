import { signInLink } from "@videoflow/local/identity/sign-in-link";
import type { Command } from "commander";
import { UsageError } from "../exit.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { print, printJson } from "../output.ts";
import { type Running, requireRunning, stageDirectory } from "../stage.ts";
import { tokenOf } from "../token.ts";

export function addOpen(program: Command): void {
  program
    .command("open")
    .description("prints a link that signs you in to the web app: good once, for ten minutes")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(({ stage, json }: StageOptions) => {
      const link = webLink(requireRunning(stage), stage);
      if (!link) throw new UsageError(`Stage ${stage} runs without the web app (start --no-web)`);
      if (json) printJson({ link });
      else print(link);
    });

  program
    .command("token")
    .description(
      'prints an access token of the stage\'s owner, good for some minutes: curl -H "authorization: Bearer ..."',
    )
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json }: StageOptions) => {
      const token = await tokenOf(requireRunning(stage), stage, false);
      if (json) printJson({ token });
      else print(token);
    });
}

/** Undefined when the web app does not run. */
export function webLink({ endpoint, web }: Running, stage: string): string | undefined {
  return web && signInLink({ directory: stageDirectory(stage), endpoint }, `${web}/auth/sign-in`);
}
