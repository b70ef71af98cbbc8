import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "videoflow-step-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A shell program that notes who it is and what it started, as npx and its pnpm are two. */
function programOf(script: string): string {
  const file = path.join(folder, "program.sh");
  writeFileSync(file, `cd ${folder}\necho $$ >> pids\nhang() { sleep 60 & echo $! >> pids; wait; }\n${script}\n`);
  return file;
}

/**
 * The set-up with one step of npm's, 1 s or `minutes` for each of its tries. It ends when nothing holds its output any more: never,
 * if what the program started were left behind.
 */
function setUp(script: string, minutes = 1 / 60) {
  const step = JSON.stringify(path.resolve("scripts/setup/step.mjs"));
  const options = JSON.stringify({ minutes, pauseSeconds: 0 });
  const source = `
    import { npmStep } from ${step};
    await npmStep("Fetching", "sh", [${JSON.stringify(programOf(script))}], ${options})
      .catch((error) => { process.exitCode = error.exitCode; });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const code = new Promise((resolve) => child.once("close", resolve));
  return { child, code, said: text(child.stderr) };
}

const started = () => readFileSync(path.join(folder, "pids"), "utf8").trim().split("\n").map(Number);

it("begins again when a program does not end", async () => {
  const { code, said } = setUp("[ -e first ] && exit 0; touch first; echo waiting for crc-32; hang");
  expect(await code).toBe(0);
  expect(await said).toMatch(
    /waiting for crc-32\n.*not done after .* minutes: sh .*\n.*beginning again \(2 of 3\)\n.*done in/,
  );
  expect(started()).toHaveLength(3);
});

it("begins again when a program fails", async () => {
  const { code, said } = setUp("[ -e first ] && exit 0; touch first; echo no answer; exit 1");
  expect(await code).toBe(0);
  expect(await said).toMatch(/no answer\n.*Fetching: failed: sh .*\n.*beginning again \(2 of 3\)\n.*done in/);
});

it("gives up after the last try", async () => {
  const { code, said } = setUp("hang");
  expect(await code).toBe(3);
  expect(await said).toMatch(/\(3 of 3\)\n.*not done after .*\n$/);
  expect(started()).toHaveLength(6);
});

it("ends what it has started on Ctrl-C, with the shell's exit code", async () => {
  const { child, code } = setUp("hang", 1);
  await vi.waitFor(() => expect(existsSync(path.join(folder, "pids")) && started()).toHaveLength(2), 10_000);
  child.kill("SIGINT");
  expect(await code).toBe(130);
});
