import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { SIDECAR_BYTES } from "@videoflow/core/sidecar/sidecar.schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pairSidecars } from "./sidecars.ts";

let folder = "";
const at = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "sidecars-"));
  await mkdir(at("other"));
  for (const name of [
    "clip.mp4",
    "clip.srt",
    "clip.en.vtt",
    "clip.de.mp4",
    "clip.de.srt",
    "notes.srt",
    "other/clip.json",
  ])
    await writeFile(at(name), "x");
  await writeFile(at("clip.fr.srt"), "");
  await writeFile(at("clip.it.srt"), Buffer.alloc(SIDECAR_BYTES + 1));
});
afterAll(() => rm(folder, { recursive: true }));

const pairs = async (...names: string[]) =>
  (await pairSidecars(names.map(at))).map(({ file, sidecars }) => [
    path.relative(folder, file),
    ...sidecars.map((sidecar) => path.relative(folder, sidecar)),
  ]);

it.each<[string, string[], string[][]]>([
  [
    "what lies beside footage goes with it, but for what is empty or too large",
    ["clip.mp4"],
    [["clip.mp4", "clip.en.vtt", "clip.srt"]],
  ],
  ["what belongs to a longer name goes with that", ["clip.de.mp4"], [["clip.de.mp4", "clip.de.srt"]]],
  ["what is named becomes no asset", ["clip.srt", "clip.mp4"], [["clip.mp4", "clip.srt", "clip.en.vtt"]]],
  [
    "what is named may lie elsewhere",
    ["clip.de.mp4", "other/clip.json", "clip.mp4"],
    [
      ["clip.de.mp4", "clip.de.srt"],
      ["clip.mp4", "other/clip.json", "clip.en.vtt", "clip.srt"],
    ],
  ],
  ["what belongs to nothing is sent by itself", ["notes.srt"], [["notes.srt"]]],
])("%s", async (_what, given, expected) => {
  expect(await pairs(...given)).toEqual(expected);
});
