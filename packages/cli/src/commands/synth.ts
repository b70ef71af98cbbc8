import type { Command } from "commander";
import { UsageError } from "../exit.ts";
import { jsonOption } from "../options.ts";
import { print, printJson } from "../output.ts";
import { root } from "../project.ts";

export function addSynth(program: Command): void {
  program
    .command("synth")
    .description("runs SST's components offline and writes stack.lock.json and sst-env.d.ts")
    .option("--check", "only says, by the exit code, whether infra is what the lock was made from")
    .addOption(jsonOption())
    .action(async ({ json, check }: { json?: true; check?: true }) => {
      if (check) {
        const { isFresh } = await import("@videoflow/local/graph/lock");
        if (!isFresh(root)) throw new UsageError("infra has changed since the lock was made: run ./videoflow synth");
        return;
      }
      const { synthesise } = await import("@videoflow/local/graph/synth");
      const startedAt = Date.now();
      const { resources, functions } = await synthesise(root);
      const durationMs = Date.now() - startedAt;
      if (json) printJson({ resources, functions, durationMs });
      else
        print(
          `stack.lock.json: ${resources} resources, ${functions} functions, in ${(durationMs / 1000).toFixed(1)} s`,
        );
    });
}
