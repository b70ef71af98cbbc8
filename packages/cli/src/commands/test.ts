import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Command } from "commander";
import { Exit } from "../exit.ts";
import { print, report } from "../output.ts";
import { root } from "../project.ts";

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The checks of `pnpm check`, each counted as one test. */
const checks = ["check:types", "check:lint", "check:knip"];

/** Whole products with a browser wait more than they compute: they run beside everything else. */
const browserTests = ["--project", "e2e"];
const otherTests = ["packages", "web", "disasters"].flatMap((name) => ["--project", name]);

export function addTest(program: Command): void {
  program
    .command("test")
    .description("all checks and tests; with FILTERS only the test files whose path contains one")
    .argument("[filters...]")
    .action(async (filters: string[]) => {
      const { installPlatform } = await import("@videoflow/local/graph/platform");
      await installPlatform(root, report);
      const tallies = await Promise.all([
        runVitest([...browserTests, ...filters]),
        (async () => {
          const checked = filters.length === 0 ? await runChecks() : nothing;
          return sum(checked, await runVitest([...otherTests, ...filters]));
        })(),
      ]);
      const total = tallies.reduce(sum, nothing);
      print(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
      process.exitCode = total.failed > 0 || total.passed === 0 ? Exit.failed : Exit.ok;
    });
}

async function runChecks(): Promise<Tally> {
  let total = nothing;
  for (const check of checks) {
    report(`${check} ...`);
    const code = await run("npm", ["run", "--silent", check]);
    total = sum(total, { ...nothing, ...(code === 0 ? { passed: 1 } : { failed: 1 }) });
  }
  return total;
}

/** Runs vitest and reads its own count. A run that ends badly without one, as one that crashes, counts as a failure. */
async function runVitest(args: string[]): Promise<Tally> {
  const folder = mkdtempSync(path.join(tmpdir(), "videoflow-test-"));
  const file = path.join(folder, "result.json");
  try {
    const flaky = `--reporter=${path.join(root, "scripts/flaky-reporter.ts")}`;
    const reporters = ["--reporter=default", flaky, "--reporter=json", `--outputFile.json=${file}`];
    const code = await run(path.join(root, "node_modules/.bin/vitest"), [
      ...["run", "--passWithNoTests", ...reporters],
      ...args,
    ]);
    const tally = readTally(file);
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readTally(file: string): Tally {
  const result = JSON.parse(readFileSync(file, "utf8")) as Record<string, number>;
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = result;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/** What it prints comes through line by line: two run at the same time. */
function run(file: string, args: string[]): Promise<number> {
  const child = spawn(file, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  createInterface({ input: child.stdout }).on("line", print);
  createInterface({ input: child.stderr }).on("line", report);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

const sum = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});
