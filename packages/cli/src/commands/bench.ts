import { spawn } from "node:child_process";
import path from "node:path";
import type { Command } from "commander";
import { jsonOption } from "../options.ts";
import { root } from "../project.ts";

export function addBench(program: Command): void {
  program
    .command("bench")
    .description("measures; prints a table, and one JSON object with --json")
    .argument("[names...]", "only these benchmarks")
    .addOption(jsonOption())
    .action(async (names: string[], { json }: { json?: true }) => {
      const args = [path.join(root, "bench", "main.ts"), ...names, ...(json ? ["--json"] : [])];
      const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], { stdio: "inherit" });
      process.exitCode = await new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
    });
}
