import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { filesIn } from "./files-in.ts";

let folder = "";
const at = (...names: string[]) => path.join(folder, ...names);
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "files-in-"));
  await mkdir(at("card", "day 2"), { recursive: true });
  await mkdir(at("card", ".Trashes"));
  await mkdir(at("empty"));
  for (const name of [
    "card/b.mp4",
    "card/a.mp4",
    "card/.DS_Store",
    "card/day 2/c.mp4",
    "card/.Trashes/old.mp4",
    "d.mp4",
  ])
    await writeFile(at(name), "x");
  await symlink(at("card"), at("card", "day 2", "round"));
});
afterAll(() => rm(folder, { recursive: true }));

it("takes files as they are named, and of a folder what is in it, in the order of names", async () => {
  expect(await filesIn([at("d.mp4"), at("card")])).toEqual(
    ["d.mp4", "card/a.mp4", "card/b.mp4", "card/day 2/c.mp4"].map((name) => at(name)),
  );
});

it("tells of a name of nothing, and of a folder without files", async () => {
  await expect(filesIn([at("missing.mp4")])).rejects.toThrow(/missing\.mp4 cannot be read: ENOENT/);
  await expect(filesIn([at("empty")])).rejects.toThrow(/empty has no files in it/);
});
