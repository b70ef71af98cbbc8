import { expect, it } from "vitest";
import { footageOf, isForcedName, isSidecarName, languageTagOf, NewSidecar } from "./sidecar.schema.ts";

it.each([
  ["clip.srt", ["clip.mp4"], "clip.mp4"],
  ["clip.en.srt", ["clip.mp4"], "clip.mp4"],
  ["clip.pt-BR.vtt", ["clip.mp4"], "clip.mp4"],
  ["clip.en.sdh.srt", ["clip.mp4"], "clip.mp4"],
  ["clip.mp4.json", ["clip.mp4"], "clip.mp4"],
  ["clip.SRT", ["clip.MOV"], "clip.MOV"],
  ["clip.de.srt", ["clip.mp4", "clip.de.mp4"], "clip.de.mp4"],
  ["take.2.srt", ["take.2.mp4", "take.mp4"], "take.2.mp4"],
  ["take.2.srt", ["take.mp4"], undefined],
  ["other.srt", ["clip.mp4"], undefined],
  ["clip.srt", ["clip.vtt"], undefined],
  ["clip.txt", ["clip.mp4"], undefined],
  [".srt", ["clip.mp4"], undefined],
])("%s among %j belongs to %s", (sidecar, names, footage) => {
  expect(footageOf(sidecar, names)).toBe(footage);
});

it.each([
  ["clip.en.srt", "en", false],
  ["clip.srt", undefined, false],
  ["clip.sdh.pt-BR.vtt", "pt-BR", false],
  ["clip.en.forced.srt", "en", true],
])("%s is in %s", (name, language, forced) => {
  expect([languageTagOf(name), isForcedName(name), isSidecarName(name)]).toEqual([language, forced, true]);
});

it.each([
  ["a folder", { name: "a/clip.srt", bytes: 1 }],
  ["another type", { name: "clip.mp4", bytes: 1 }],
  ["nothing", { name: "clip.srt", bytes: 0 }],
  ["too much", { name: "clip.srt", bytes: 20 * 2 ** 20 + 1 }],
])("%s is refused", (_what, given) => {
  expect(NewSidecar.safeParse(given).success).toBe(false);
});
