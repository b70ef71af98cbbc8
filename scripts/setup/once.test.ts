import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

/** A checkout of its own: the lock of this one may be held by the very command that runs the tests. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "videoflow-once-"));
  cpSync("scripts/setup", path.join(root, "scripts", "setup"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A set-up in a process of its own, whose installation notes that it begins and takes `ms`. */
function setUp(ms: number) {
  const source = `
    import { appendFileSync } from "node:fs";
    import { once } from ${JSON.stringify(path.join(root, "scripts/setup/once.mjs"))};
    await once(${JSON.stringify(path.join(root, "stamp"))}, "1", async () => {
      appendFileSync(${JSON.stringify(path.join(root, "begun"))}, "x");
      await new Promise((resolve) => setTimeout(resolve, ${ms}));
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const code = new Promise((resolve) => child.once("close", resolve));
  return { child, code, said: text(child.stderr) };
}

const begun = () => readFileSync(path.join(root, "begun"), "utf8").length;
const hasBegun = () => vi.waitFor(() => expect(begun()).toBe(1), 10_000);

it("installs once, though two set up side by side: one waits for the other, and says so", async () => {
  const first = setUp(4000);
  await hasBegun();
  const second = setUp(0);
  expect(await Promise.all([first.code, second.code])).toEqual([0, 0]);
  expect(await second.said).toContain(`Waiting for process ${first.child.pid}`);
  expect(begun()).toBe(1);
});

it("goes on where a process was killed that was at it", async () => {
  const first = setUp(60_000);
  await hasBegun();
  first.child.kill("SIGKILL");
  await first.code;
  expect(await setUp(0).code).toBe(0);
  expect(begun()).toBe(2);
});

it("leaves no lock behind when an installation fails", async () => {
  const failed = spawn(process.execPath, [
    "--input-type=module",
    "--eval",
    `import { once } from ${JSON.stringify(path.join(root, "scripts/setup/once.mjs"))};
     await once("nothing", "1", () => Promise.reject(new Error("no network"))).catch(() => {});
     await once(${JSON.stringify(path.join(root, "stamp"))}, "1", () => {});`,
  ]);
  expect(await new Promise((resolve) => failed.once("close", resolve))).toBe(0);
  expect(readFileSync(path.join(root, "stamp"), "utf8")).toBe("1");
});
