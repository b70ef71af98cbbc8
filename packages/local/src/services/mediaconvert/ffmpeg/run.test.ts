import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "./run.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "ffmpeg-run-"));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

/** Writes as long as it lives, slowly. */
const endless = [
  "-nostdin",
  "-v",
  "error",
  "-re",
  "-f",
  "lavfi",
  "-i",
  "sine",
  "-flush_packets",
  "1",
  "-f",
  "s16le",
  "-y",
  "out.pcm",
];
const never = new AbortController().signal;

it("gives what the tool writes", async () => {
  let text = "";
  const onOutput = (more: string) => {
    text += more;
  };
  await run("ffmpeg", ["-version"], { cwd, signal: never, onOutput });
  expect(text).toContain("ffmpeg version");
});

it("fails with the tool's last words", async () => {
  await expect(run("ffprobe", ["nowhere.mp4"], { cwd, signal: never })).rejects.toThrow("No such file");
});

it("passes arguments as they are, whatever a shell would make of them", async () => {
  await expect(run("ffprobe", ["-v", "error", "$(touch broken); `id`"], { cwd, signal: never })).rejects.toThrow(
    "$(touch broken); `id`: No such file",
  );
});

it("ends the child when it is aborted", async () => {
  const controller = new AbortController();
  const running = run("ffmpeg", endless, { cwd, signal: controller.signal });
  await untilGrowing();
  controller.abort();
  await expect(running).rejects.toThrow("aborted");
  await untilStill();
});

it("does not leave the child behind when its own process is killed", async () => {
  const script = `
    import { run } from ${JSON.stringify(path.join(import.meta.dirname, "run.ts"))};
    await run("ffmpeg", ${JSON.stringify(endless)}, { cwd: ${JSON.stringify(cwd)}, signal: new AbortController().signal });`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
  await untilGrowing();
  parent.kill("SIGKILL");
  await once(parent, "exit");
  await untilStill();
});

const size = async () => (await stat(path.join(cwd, "out.pcm")).catch(() => ({ size: 0 }))).size;

/** Somebody writes: empties the file first, so that it shows. */
async function untilGrowing(): Promise<void> {
  await (await open(path.join(cwd, "out.pcm"), "w")).close();
  while ((await size()) === 0) await sleep(20);
}

/** Nobody writes any more: nothing came for ten times as long as the child takes between two writes. */
async function untilStill(): Promise<void> {
  for (let before = -1; before !== (await size()); await sleep(500)) before = await size();
}
