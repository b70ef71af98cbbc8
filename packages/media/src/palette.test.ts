import { expect, it } from "vitest";
import { palette } from "./palette.ts";

const pixels = (...parts: [count: number, ...rgb: number[]][]) =>
  Uint8Array.from(parts.flatMap(([count, ...rgb]) => Array.from({ length: count }, () => rgb).flat()));

it("tells the colours that fill most of a picture, largest share first", () => {
  const rgb = pixels([10, 250, 250, 250], [60, 200, 20, 20], [30, 10, 20, 120]);
  expect(palette(rgb)).toEqual([
    { hex: "#c81414", share: 0.6 },
    { hex: "#0a1478", share: 0.3 },
    { hex: "#fafafa", share: 0.1 },
  ]);
});

it("takes shades of one colour together", () => {
  const rgb = pixels([40, 200, 20, 20], [20, 210, 30, 30], [40, 190, 40, 10]);
  expect(palette(rgb)).toEqual([{ hex: expect.stringMatching(/^#c/), share: 1 }]);
});

it("leaves out what is hardly there, and tells five at most", () => {
  expect(palette(pixels([98, 0, 0, 0], [2, 255, 255, 255]))).toEqual([{ hex: "#000000", share: 0.98 }]);
  const many = pixels(
    ...[0, 85, 170, 255].flatMap((red): [number, ...number[]][] => [
      [1, red, 0, 0],
      [1, red, 255, 255],
    ]),
  );
  expect(palette(many)).toHaveLength(5);
});
