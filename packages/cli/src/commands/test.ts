import { type ChildProcess, spawn } from "node:child_process";
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
const checks = ["check:types", "check:lint", "check:knip", "check:lock"];

export function addTest(program: Command): void {
  program
    .command("test")
    .description("all checks and tests; with FILTERS only the test files whose path contains one")
    .argument("[filters...]")
    .action(async (filters: string[]) => {
      const total: Tally = { passed: 0, failed: 0, skipped: 0 };
      if (filters.length === 0) for (const tally of await Promise.all(checks.map(runCheck))) add(total, tally);
      add(total, await runVitest(filters));
      print(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
      process.exitCode = total.failed > 0 || total.passed === 0 ? Exit.failed : Exit.ok;
    });
}

/** They come side by side, most on one core: what one has to say is said in one piece. */
async function runCheck(check: string): Promise<Tally> {
  report(`${check} ...`);
  const child = spawn("npm", ["run", "--silent", check], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  const code = await codeOf(child);
  report(`${check}: ${code === 0 ? "passed" : "failed"}\n${Buffer.concat(said)}`.trimEnd());
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

const run = (file: string, args: string[]): Promise<number> =>
  codeOf(spawn(file, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] }));

/** Its exit code once it has ended and all of its output was read; 1 when a signal ended it. */
const codeOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });

function add(total: Tally, { passed, failed, skipped }: Tally): void {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
