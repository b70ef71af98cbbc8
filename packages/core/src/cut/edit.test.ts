import { expect, it } from "vitest";
import { move, remove, swap, trim } from "./edit.ts";
import { clipOf, sourceOf, specOf } from "./interchange/testing.ts";
import type { ClipItem } from "./variant-spec.schema.ts";

const A = sourceOf("A");
const B = sourceOf("B");
const spec = {
  ...specOf([clipOf("one", A, 100), clipOf("two", B, 200, { fadeIn: 10 }), clipOf("three", A, 300)]),
  thumbnailFrame: 130,
};
const titles = ({ titles }: typeof spec) => titles.map(({ startFrame, frames }) => ({ startFrame, frames }));

it("takes what stands on a clip along when it is trimmed", () => {
  const after = trim(spec, "one", { inFrame: 110, frames: 30 });
  expect([after.frames, after.thumbnailFrame]).toEqual([230, 60]);
  expect(titles(after)).toEqual([{ startFrame: 10, frames: 20 }]);
  expect(after.captions).toMatchObject([{ startFrame: 15, frames: 15 }]);
  expect(after.music?.ducks).toEqual([{ startFrame: 15, frames: 15 }]);
});

it("keeps a caption within its clip, and drops one of which more than half is gone", () => {
  const captions = (frames: number) => trim(spec, "one", { inFrame: 100, frames }).captions;
  expect(captions(45)).toMatchObject([{ startFrame: 25, frames: 20 }]);
  expect(captions(35)).toEqual([]);
});

it("lets the sound of a clip begin and end with it where it is trimmed", () => {
  const sound = { on: true, gainDb: 0, leadFrames: 0, tailFrames: 20 };
  const two = clipOf("two", B, 200, { sound: { ...sound, leadFrames: 10 } });
  const items = spec.items.map((item) => (item.id === "two" ? two : item));
  const soundOf = (inFrame: number, frames: number) =>
    trim({ ...spec, items }, "two", { inFrame, frames }).items[1] as ClipItem;
  expect(soundOf(210, 90).sound).toEqual({ ...sound, leadFrames: 0 });
  expect(soundOf(200, 90).sound).toEqual({ ...sound, leadFrames: 10, tailFrames: 0 });
});

it("drops what was said over footage that is swapped, and frames the other one anew", () => {
  const sound = { on: true, gainDb: -3, leadFrames: 8, tailFrames: 4 };
  const overlapping = { ...spec, items: [{ ...clipOf("one", A, 100), sound }, ...spec.items.slice(1)] };
  const after = swap(overlapping, "one", { assetId: B.assetId, inFrame: 5, frames: 80 });
  expect(after.items[0]).toMatchObject({ sound: { on: true, gainDb: -3, leadFrames: 0, tailFrames: 0 } });
  expect(after.items[0]).toMatchObject({ id: "one", assetId: B.assetId, inFrame: 5, frames: 80, framing: {} });
  expect([after.frames, after.titles, after.captions]).toEqual([280, [], []]);
});

it("takes what stands on a clip along when it moves, and fades nothing in at the beginning", () => {
  const after = move(spec, "one", 1);
  expect(after.items.map(({ id, fadeIn }) => [id, fadeIn])).toEqual([
    ["two", null],
    ["one", null],
    ["three", null],
  ]);
  expect(titles(after)).toEqual([{ startFrame: 120, frames: 30 }]);
  expect(move(spec, "three", -5).items.map(({ id }) => id)).toEqual(["three", "one", "two"]);
});

it("is stood for by its first frame when the other one is gone", () => {
  expect(remove(spec, "two").thumbnailFrame).toBe(0);
});

it("takes out what stands on a clip with it", () => {
  const after = remove(spec, "one");
  expect([after.frames, after.titles, after.captions, after.music?.ducks]).toEqual([200, [], [], []]);
});

it("lets the sound of a clip go no further than what is beside it now", () => {
  const sound = { on: true, gainDb: 0, leadFrames: 10, tailFrames: 20 };
  const items = [...spec.items.slice(0, 2), clipOf("three", A, 300, { sound })];
  const soundOf = (by: number) => {
    const item = move({ ...spec, items }, "three", by).items.find(({ id }) => id === "three") as ClipItem;
    return [item.sound.leadFrames, item.sound.tailFrames];
  };
  expect([soundOf(-1), soundOf(-2)]).toEqual([
    [10, 20],
    [0, 20],
  ]);
});
