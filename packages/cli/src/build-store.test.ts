import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeBuild } from "./build-store.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "videoflow-builds-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let made: string[];
beforeEach(() => {
  made = [];
});
const take = (digest: string) =>
  takeBuild(folder, digest, async (content) => {
    made.push(digest);
    mkdirSync(content, { recursive: true });
    writeFileSync(path.join(content, "page"), digest);
  });
const pageOf = (content: string) => readFileSync(path.join(content, "page"), "utf8");

/** A process that has ended: nobody has its id now. */
const endedPid = () => spawnSync(process.execPath, ["-e", ""]).pid;

/** Leaves a build behind as another process would that has ended since. */
async function leftBehind(digest: string): Promise<void> {
  const content = await take(digest);
  const pid = endedPid();
  const users = path.join(content, "..", "users");
  renameSync(path.join(users, String(process.pid)), path.join(users, String(pid)));
  renameSync(path.dirname(content), path.join(folder, `${digest}-${pid}`));
}

describe("a build", () => {
  it("is made once for the same sources", async () => {
    expect(await take("aaaa")).toBe(await take("aaaa"));
    expect(made).toEqual(["aaaa"]);
  });

  it("of other sources goes elsewhere, and leaves alone what a living process serves", async () => {
    const served = await take("aaaa");
    const other = await take("bbbb");
    expect([pageOf(served), pageOf(other)]).toEqual(["aaaa", "bbbb"]);
  });

  it("that another process made is used by this one", async () => {
    await leftBehind("aaaa");
    expect(pageOf(await take("aaaa"))).toBe("aaaa");
    expect(made).toEqual(["aaaa"]);
  });

  it("that nobody serves any more is thrown away when another is made", async () => {
    await leftBehind("aaaa");
    await take("bbbb");
    expect(readdirSync(folder)).toEqual([`bbbb-${process.pid}`]);
  });

  it("that did not come to its end is made anew", async () => {
    const failing = takeBuild(folder, "aaaa", async (content) => {
      mkdirSync(content, { recursive: true });
      writeFileSync(path.join(content, "half"), "");
      throw new Error("out of memory");
    });
    await expect(failing).rejects.toThrow("out of memory");
    const content = await take("aaaa");
    expect([pageOf(content), existsSync(path.join(content, "half"))]).toEqual(["aaaa", false]);
  });
});
