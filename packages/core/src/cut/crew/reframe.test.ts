import { describe, expect, it } from "vitest";
import type { Box } from "../../vision/vision.schema.ts";
import { framingsOf } from "./cinematographer.ts";
import type { Candidate, Subject } from "./material.schema.ts";

const SIZE = { width: 1920, height: 1080 };
/** Of a vertical crop of HD. */
const WIDTH = (9 / 16) ** 2;

/** What a vertical of eight seconds shows, where these were seen. */
function shown(
  subjects: readonly Subject[],
  { name = "vertical", frames = 200, ...size }: Partial<typeof SIZE & { name: string; frames: number }> = {},
): Box[] {
  const clip = { assetId: "ast_01JZX3V6Q5R8T9W2Y4A6C8E0G1", inFrame: 0, frames };
  const candidate = { subjects } as Partial<Candidate> as Candidate;
  const asset = { ...SIZE, ...size } as Parameters<typeof framingsOf>[2];
  const order = { formats: [{ name, lines: 1080 }] } as Parameters<typeof framingsOf>[3]["order"];
  return Object.values(framingsOf(clip, candidate, asset, { order, frameRate: "25/1" }))[0] ?? [];
}

/** Somebody at a place, told by the middle of their box, in looks at frames. */
const at = (x: number, { width = 0.1, isFace = true, frames = [20, 100, 180] } = {}): Subject[] =>
  frames.map((frame) => ({ frame, isFace, box: { left: x - width / 2, top: 0.3, width, height: width * 1.6 } }));

const holds = ({ left, width }: Box, x: number, own = 0.1) =>
  left <= x - own / 2 + 1e-6 && x + own / 2 <= left + width + 1e-6;
const only = (boxes: Box[]): Box => {
  expect(boxes).toHaveLength(1);
  return boxes[0] as Box;
};

describe("a crop that cannot show everybody", () => {
  it("shows one of two who are far apart, whole, and never what is between them", () => {
    const box = only(shown([...at(0.15), ...at(0.85)]));
    expect(holds(box, 0.15) || holds(box, 0.85)).toBe(true);
  });

  it.each([
    ["the larger", [...at(0.15), ...at(0.85, { width: 0.16 })], 0.85],
    ["a face before a thing of its size", [...at(0.15, { isFace: false }), ...at(0.85)], 0.85],
    ["who is seen for longer", [...at(0.15, { frames: [100] }), ...at(0.85)], 0.85],
    ["who is nearer to the middle", [...at(0.1), ...at(0.7)], 0.7],
    ["two who stand together before one alone", [...at(0.1), ...at(0.7), ...at(0.85)], 0.75],
    [
      "things on a table, and not the table's middle",
      [
        ...at(0.1, { isFace: false }),
        ...at(0.9, { isFace: false, width: 0.14 }),
        ...at(0.5, { isFace: false, width: 0.95 }),
      ],
      0.9,
    ],
  ])("shows %s", (_who, subjects, x) => {
    expect(holds(only(shown(subjects)), x)).toBe(true);
  });

  it("shows both where both fit, side by side, also with something wide behind them", () => {
    const box = only(shown([...at(0.42), ...at(0.6), ...at(0.5, { isFace: false, width: 0.9 })]));
    expect([holds(box, 0.42), holds(box, 0.6)]).toEqual([true, true]);
  });

  it("stays with whom it chose, though for a while another is the larger one", () => {
    const other = [
      ...at(0.85, { frames: [20, 60], width: 0.09 }),
      ...at(0.85, { frames: [100], width: 0.13 }),
      ...at(0.85, { frames: [140, 180], width: 0.09 }),
    ];
    const box = only(shown([...at(0.15, { frames: [20, 60, 100, 140, 180], width: 0.12 }), ...other]));
    expect(holds(box, 0.15)).toBe(true);
  });

  it("follows somebody who walks, though others stand at the edge", () => {
    const walks = [0.3, 0.4, 0.5, 0.6].flatMap((x, look) => at(x, { frames: [10 + 60 * look], width: 0.14 }));
    const stands = at(0.95, { frames: [10, 70, 130, 190], width: 0.08 });
    const [from, to] = shown([...walks, ...stands], { frames: 200 });
    expect(holds(from as Box, 0.35, 0)).toBe(true);
    expect(holds(to as Box, 0.55, 0)).toBe(true);
  });

  it("is as high as the picture, and as wide as its format", () => {
    const box = only(shown([...at(0.15), ...at(0.85)]));
    expect(box).toMatchObject({ top: 0, height: 1, width: expect.closeTo(WIDTH, 6) });
  });

  it("of an upright picture chooses between above and below", () => {
    const of = (top: number, height: number): Subject => ({
      frame: 100,
      isFace: true,
      box: { left: 0.4, top, width: 0.2, height },
    });
    const box = only(shown([of(0.05, 0.1), of(0.8, 0.14)], { name: "landscape", width: 1080, height: 1920 }));
    expect(box.top).toBeLessThanOrEqual(0.8);
    expect(box.top + box.height).toBeGreaterThanOrEqual(0.94);
  });
});

describe("a group that no crop can show", () => {
  const group = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((x) => at(x, { width: 0.11 }));

  it("is shown whole", () => {
    expect(shown(group)).toEqual([{ left: 0, top: 0, width: 1, height: 1 }]);
  });

  it.each([
    ["of whom one is much nearer", [...group, ...at(0.5, { width: 0.3 })]],
    ["that is not of people", group.map((subject) => ({ ...subject, isFace: false }))],
    ["that fits", [0.42, 0.5, 0.58].flatMap((x) => at(x, { width: 0.07 }))],
  ])("is not one %s", (_which, subjects) => {
    expect(only(shown(subjects)).width).toBeCloseTo(WIDTH, 6);
  });
});

it("shows the middle where nobody is seen", () => {
  expect(only(shown([])).left).toBeCloseTo((1 - WIDTH) / 2, 5);
});
