import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Seal, type SealedBody, unsealed } from "../../../wire/sealed-body.ts";
import { Threads } from "./threads.ts";

let directory: string;
let threads: Threads;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "videoflow-intake-"));
  threads = new Threads(1, (error) => expect.fail(String(error)));
});
afterEach(async () => {
  await threads.stop();
  rmSync(directory, { recursive: true });
});

const take = (name: string, body: SealedBody) =>
  threads.takeIn({ path: path.join(directory, name), offset: 0, seal: body.seal }, body);

it("hands over pieces of a shared buffer without taking the buffer from its owner", async () => {
  const shared = Buffer.from("one two three");
  const body = unsealed(Readable.from([shared.subarray(0, 4), shared.subarray(4)]));
  expect(await take("shared", body)).toMatchObject({ size: 13 });
  expect(shared.toString()).toBe("one two three");
  expect(readFileSync(path.join(directory, "shared"), "utf8")).toBe("one two three");
});

it.each<Seal>([{ kind: "none" }, { kind: "digest", sha256: "" }, { kind: "chunks", decodedLength: 4 }])(
  "says why a file could not be written, and takes in the next ($kind)",
  async (seal) => {
    const lost = { ...unsealed(Readable.from([Buffer.from("lost")])), seal };
    await expect(take("no/directory", lost)).rejects.toThrow(/ENOENT/);
    expect(await take("next", unsealed(Readable.from([Buffer.from("kept")])))).toMatchObject({ size: 4 });
  },
);

it("fails with what the body failed with, and writes nothing afterwards", async () => {
  const broken = new Readable({ read() {} });
  broken.push(Buffer.from("half"));
  const taken = take("broken", unsealed(broken));
  broken.destroy(new Error("the line was cut"));
  await expect(taken).rejects.toThrow("the line was cut");
});

it("reads no further than it can write", async () => {
  let given = 0;
  const endless = new Readable({
    read() {
      given += 65_536;
      this.push(Buffer.alloc(65_536));
    },
  });
  // Opening a pipe waits for somebody who reads it, so nothing is ever written.
  execFileSync("mkfifo", [path.join(directory, "pipe")]);
  const taken = take("pipe", unsealed(endless));
  await expect.poll(() => endless.isPaused()).toBe(true);
  endless.destroy(new Error("enough"));
  const reader = await open(path.join(directory, "pipe"), "r");
  await expect(taken).rejects.toThrow("enough");
  await reader.close();
  expect(given).toBeLessThan(16 * 1024 * 1024);
});
