import { describe, expect, it } from "vitest";
import { addNumbers, canonicalNumber, compareNumbers, subtractNumbers } from "./decimal.ts";

describe("decimal", () => {
  it.each([
    ["0", "0"],
    ["-0", "0"],
    ["0e100", "0"],
    ["+7", "7"],
    ["007", "7"],
    ["1.50", "1.5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1.5e1", "15"],
    ["1E+3", "1000"],
    ["-12e-4", "-0.0012"],
    ["12345678901234567890123456789012345678", "12345678901234567890123456789012345678"],
    ["1e125", `1${"0".repeat(125)}`],
    ["1e-130", `0.${"0".repeat(129)}1`],
  ])("spells %s as %s", (written, stored) => {
    expect(canonicalNumber(written)).toBe(stored);
  });

  it.each([
    ["", "The parameter cannot be converted to a numeric value"],
    ["dog", "The parameter cannot be converted to a numeric value: dog"],
    ["NaN", "The parameter cannot be converted to a numeric value: NaN"],
    [" 1", "The parameter cannot be converted to a numeric value:  1"],
    ["1e126", "Number overflow. Attempting to store a number with magnitude larger than supported range"],
    ["1e999999999999", "Number overflow. Attempting to store a number with magnitude larger than supported range"],
    ["1e-131", "Number underflow. Attempting to store a number with magnitude smaller than supported range"],
    ["1".repeat(39), "Attempting to store more than 38 significant digits in a Number"],
  ])("refuses %s", (written, message) => {
    expect(() => canonicalNumber(written)).toThrow(
      expect.objectContaining({ code: "ValidationException", message }) as Error,
    );
  });

  it.each([
    ["0.1", "0.2", "0.3"],
    ["-5", "5", "0"],
    ["99999999999999999999999999999999999998", "1", "99999999999999999999999999999999999999"],
    ["1e-130", "1e-130", `0.${"0".repeat(129)}2`],
    ["9e125", "9e124", `99${"0".repeat(124)}`],
  ])("adds %s and %s without losing a digit", (left, right, sum) => {
    expect(addNumbers(left, right)).toBe(sum);
    expect(subtractNumbers(sum, right)).toBe(canonicalNumber(left));
  });

  it("refuses a sum that needs more than 38 digits instead of rounding it", () => {
    expect(() => addNumbers("1e50", "1")).toThrow("Number overflow");
    expect(() => addNumbers("9e125", "9e125")).toThrow("Number overflow");
  });

  it("orders numbers by value, not by text", () => {
    const sorted = ["-1e100", "-10", "-9.5", "-0.001", "0", "1e-130", "0.5", "1", "2", "10", "1e125"];
    const numbers = sorted.map(canonicalNumber);
    expect(numbers.toReversed().sort(compareNumbers)).toEqual(numbers);
  });
});
