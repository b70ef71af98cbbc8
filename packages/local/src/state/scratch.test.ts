import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { Scratch } from "./scratch.ts";

it("gives each attempt a folder that an attempt of a killed process cannot take away", async () => {
  const stage = await mkdtemp(path.join(tmpdir(), "scratch-"));
  const killed = await new Scratch(stage, "jobs").folder();
  await writeFile(path.join(killed.directory, "half.mp4"), "half");

  const scratch = new Scratch(stage, "jobs");
  expect(await readdir(path.join(stage, "jobs"))).toEqual([]);
  const folder = await scratch.folder();
  await writeFile(path.join(folder.directory, "whole.mp4"), "whole");
  await killed[Symbol.asyncDispose]();
  expect(await readdir(folder.directory)).toEqual(["whole.mp4"]);
  await folder[Symbol.asyncDispose]();
  expect(await readdir(path.join(stage, "jobs"))).toEqual([]);
  await rm(stage, { recursive: true });
});
