import { expect, it } from "vitest";
import { decodeVector, encodeVector } from "./vector-text.ts";

it("a vector comes back from its text as exactly what float32 holds", () => {
  const vector = [0.1, -0.25, 1e-40, 3.4e38, 0];
  expect(decodeVector(encodeVector(vector), 5)).toEqual(vector.map(Math.fround));
});

it("a text that holds another number of numbers is refused", () => {
  expect(() => decodeVector(encodeVector([1, 2]), 3)).toThrow(/8 bytes does not have 3 numbers/);
});
