import { expect, it } from "vitest";
import { HASHED_SIDE, hashDistance, pictureHash } from "./picture-hash.ts";

const picture = (grey: (x: number, y: number) => number) =>
  Array.from({ length: HASHED_SIDE ** 2 }, (_, at) => grey(at % HASHED_SIDE, Math.floor(at / HASHED_SIDE)));

const hill = picture((x, y) => 128 + 60 * Math.sin(x / 5) * Math.cos(y / 7) + (x * y) / 20);
const other = picture((x, y) => ((x >> 2) ^ (y >> 3)) * 30 + y * 2);
/** The same numbers every time, from -1 to 1. */
const noise = (seed: number) => (Math.sin(seed * 12.9898) * 43758.5453) % 1;

it("is 64 bits in hexadecimal digits, the same for the same picture", () => {
  expect(pictureHash(hill)).toMatch(/^[0-9a-f]{16}$/);
  expect(pictureHash([...hill])).toBe(pictureHash(hill));
});

it("hardly changes when the picture is brightened, or has grain", () => {
  const brighter = hill.map((grey) => grey * 0.8 + 40);
  const grainy = hill.map((grey, at) => grey + 6 * noise(at));
  expect(hashDistance(pictureHash(hill), pictureHash(brighter))).toBeLessThanOrEqual(2);
  expect(hashDistance(pictureHash(hill), pictureHash(grainy))).toBeLessThanOrEqual(8);
});

it("is far from that of another picture", () => {
  expect(hashDistance(pictureHash(hill), pictureHash(other))).toBeGreaterThan(8);
});

it("of a plain picture is the same whatever its noise", () => {
  const black = [0, 1, 2].map((seed) => pictureHash(picture((x, y) => 16 + 0.4 * noise(seed + x * 31 + y * 57))));
  expect(new Set(black)).toEqual(new Set(["0000000000000000"]));
});

it.each([
  ["0000000000000000", "0000000000000000", 0],
  ["0000000000000000", "ffffffffffffffff", 64],
  ["8000000000000001", "0000000000000003", 2],
])("of %s and of %s differ in %i bits", (one, another, bits) => {
  expect(hashDistance(one, another)).toBe(bits);
});
