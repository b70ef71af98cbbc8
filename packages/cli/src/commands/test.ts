import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { Exit } from "../exit.ts";
import { print, report } from "../output.ts";
import { root } from "../project.ts";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** The checks of `pnpm check`, each counted as one test. */
const checks = ["check:types", "check:lint", "check:knip"];

export function addTest(program: Command): void {
  program
    .command("test")
    .description("all checks and tests; with FILTERS only the test files whose path contains one")
    .argument("[filters...]")
    .action(async (filters: string[]) => {
      const { installPlatform } = await import("@videoflow/local/graph/platform");
      await installPlatform(root, report);
      const total: Tally = { passed: 0, failed: 0, skipped: 0 };
      if (filters.length === 0) for (const check of checks) add(total, await runCheck(check));
      add(total, await runVitest(filters));
      print(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
      process.exitCode = total.failed > 0 || total.passed === 0 ? Exit.failed : Exit.ok;
    });
}

async function runCheck(check: string): Promise<Tally> {
  report(`${check} ...`);
  const code = await run("npm", ["run", "--silent", check]);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** Runs vitest and reads its own count. A run that ends badly without one (a crash, no test found) counts as a failure. */
async function runVitest(filters: string[]): Promise<Tally> {
  const folder = mkdtempSync(path.join(tmpdir(), "videoflow-test-"));
  const file = path.join(folder, "result.json");
  try {
    const flaky = `--reporter=${path.join(root, "scripts/flaky-reporter.ts")}`;
    const reporters = ["--reporter=default", flaky, "--reporter=json", `--outputFile.json=${file}`];
    const code = await run(path.join(root, "node_modules/.bin/vitest"), ["run", ...reporters, ...filters]);
    const tally = readTally(file);
    if (code !== 0 && tally.failed === 0) tally.failed = 1;
    return tally;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readTally(file: string): Tally {
  const result = JSON.parse(readFileSync(file, "utf8")) as Record<string, number>;
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = result;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

function run(file: string, args: string[]): Promise<number> {
  const child = spawn(file, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function add(total: Tally, { passed, failed, skipped }: Tally): void {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
