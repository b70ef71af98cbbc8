import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";

const MODULE = JSON.stringify(path.join(import.meta.dirname, "parent.ts"));

/** Asked, it works without looking up, and answers: its parent has gone by then. */
const CHILD = `
import { writeFileSync } from "node:fs";
import { answerParent, endWithParent } from ${MODULE};
endWithParent();
process.on("exit", (code) => writeFileSync("ended", String(code)));
process.on("message", () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  answerParent({ answer: "x".repeat(1e6) });
});
process.send("loaded");
`;
const PARENT = `
import { fork } from "node:child_process";
const child = fork("child.ts", { stdio: ["ignore", "ignore", "inherit", "ipc"], detached: true });
child.on("message", () => child.send("question", () => process.kill(process.pid, "SIGKILL")));
`;

it("is answered, or was gone before: then nothing is said about it, and its process ends", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "parent-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, "child.ts"), CHILD);
  await writeFile(path.join(folder, "parent.ts"), PARENT);
  // Its output ends when the last process that writes there has ended: the child.
  const { signal, stderr } = await promisify(execFile)(process.execPath, ["parent.ts"], { cwd: folder }).catch(
    (e) => e,
  );
  expect({ signal, stderr }).toEqual({ signal: "SIGKILL", stderr: "" });
  expect(await readFile(path.join(folder, "ended"), "utf8")).toBe("0");
});
