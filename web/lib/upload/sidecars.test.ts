import { expect, it } from "vitest";
import { pairSidecars } from "./sidecars.ts";

const pairs = (...names: string[]) =>
  pairSidecars(names.map((name) => new File(name.includes("empty") ? [] : ["x"], name))).map(({ file, sidecars }) => [
    file.name,
    ...sidecars.map(({ name }) => name),
  ]);

it.each<[string, string[], string[][]]>([
  ["goes with its footage", ["clip.srt", "clip.mp4", "b.mov"], [["clip.mp4", "clip.srt"], ["b.mov"]]],
  ["goes by itself without footage", ["clip.srt", "b.mov"], [["clip.srt"], ["b.mov"]]],
  ["goes by itself when it is empty", ["empty.srt", "empty.mp4"], [["empty.srt"], ["empty.mp4"]]],
])("a sidecar %s", (_what, given, expected) => {
  expect(pairs(...given)).toEqual(expected);
});
