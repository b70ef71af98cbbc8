import { describe, expect, it } from "vitest";
import { type Cut, cutsOf, THUMB_BYTES } from "./cuts.ts";

/** Footage as the greys of its frames: `a` to `z` are plain pictures, each two steps of 10 brighter than the one before. */
const thumbsOf = (frames: string) => async (index: number) => {
  const letter = frames[index];
  return letter === undefined ? undefined : new Uint8Array(THUMB_BYTES).fill(20 * (letter.charCodeAt(0) - 97));
};

const at = (frame: number, score = 20): Cut => ({ frame, atMs: frame * 40, score });
const framesOf = (cuts: Cut[]) => cuts.map(({ frame }) => frame);

describe("a place where the picture changes", () => {
  it.each([
    ["is a cut where another picture stays", "aaaaaaggggggmmmmmm", [6, 12], [6, 12]],
    ["is none where a flash comes and goes", "aaaaaazzaaaaaaaaaa", [6, 8], []],
    ["is none where a flash fades", "aaaaaaznfcaaaaaaaa", [6, 7, 8], []],
    ["is a cut where a flash hides it", "aaaaaazzgggggggggg", [6, 8], [6]],
    ["is none so soon after another", "aaaaaaggmmmmmmmmmm", [6, 8], [6]],
    ["is none in the first moment", "aggggggggggggggggg", [1], []],
    ["is one again after a flash", "aaaaaazaaaaaggggggg", [6, 7, 12], [12]],
    ["is none where the picture as a whole stays", "aaaaaaaaaaaaaaaaaa", [6], []],
  ])("%s", async (_what, frames, candidates, cuts) => {
    expect(
      framesOf(
        await cutsOf(
          candidates.map((frame) => at(frame)),
          thumbsOf(frames),
          5,
        ),
      ),
    ).toEqual(cuts);
  });

  it("is none where each point changes more than the whole", async () => {
    // 20 greys in the whole are 51 greys at each point for a score of 20, and 204 for one of 80.
    const thumbs = thumbsOf("aaaaaabbbbbbbbbbbb");
    expect(framesOf(await cutsOf([at(6, 20)], thumbs, 5))).toEqual([6]);
    expect(await cutsOf([at(6, 80)], thumbs, 5)).toEqual([]);
  });
});
