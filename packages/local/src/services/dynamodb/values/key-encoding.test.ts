import { describe, expect, it } from "vitest";
import type { AttributeValue } from "./attribute-value.ts";
import { compareValues } from "./comparison.ts";
import { canonicalNumber } from "./decimal.ts";
import { after, encodeKeyValue, encodePrefix } from "./key-encoding.ts";

/** A small generator with a fixed seed: a failure can be repeated. (mulberry32) */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const next = random(20_260_101);
const below = (limit: number) => Math.floor(next() * limit);

function someNumber(): AttributeValue {
  const digits = Array.from({ length: 1 + below(38) }, () => below(10)).join("");
  const magnitude = below(3) === 0 ? below(250) - 129 : below(6) - 3;
  // `0.<digits>e<magnitude + 1>` has this magnitude, unless it begins with zeros.
  const text = `${below(2) ? "-" : ""}0.${digits}e${Math.min(magnitude + 1, 126)}`;
  return { N: canonicalNumber(/[1-9]/.test(digits) && magnitude > -90 ? text : String(below(5) - 2)) };
}

function someText(): AttributeValue {
  const alphabet = ["\u0000", "\u0001", "a", "b", "ÿ", "é", "漢", "😀", "\uffff"];
  return { S: Array.from({ length: below(5) }, () => alphabet[below(alphabet.length)]).join("") };
}

function someBytes(): AttributeValue {
  const bytes = Array.from({ length: below(5) }, () => [0, 1, 127, 254, 255][below(5)] ?? 0);
  return { B: Buffer.from(bytes).toString("base64") };
}

const sign = (order: number | undefined) => Math.sign(order ?? Number.NaN);

describe("key encoding", () => {
  it.each([
    ["numbers", someNumber],
    ["strings", someText],
    ["bytes", someBytes],
  ])("has the order of %s", (_, some) => {
    for (let round = 0; round < 5_000; round++) {
      const [left, right] = [some(), some()];
      const order = Buffer.compare(encodeKeyValue(left), encodeKeyValue(right));
      expect(sign(order), `${JSON.stringify(left)} ${JSON.stringify(right)}`).toBe(sign(compareValues(left, right)));
    }
  });

  it("orders composite keys by their first part first", () => {
    for (let round = 0; round < 2_000; round++) {
      const [left, right] = [
        [someText(), someNumber()],
        [someText(), someNumber()],
      ] as const;
      const encode = (parts: readonly AttributeValue[]) => Buffer.concat(parts.map(encodeKeyValue));
      const expected = sign(compareValues(left[0], right[0])) || sign(compareValues(left[1], right[1]));
      expect(sign(Buffer.compare(encode(left), encode(right))), JSON.stringify([left, right])).toBe(expected);
    }
  });

  it("keeps everything that begins with a prefix together, and nothing else", () => {
    for (let round = 0; round < 2_000; round++) {
      const [value, prefix] = [someText(), someText()];
      const from = Buffer.concat([Buffer.of(0), encodePrefix(prefix)]);
      const key = Buffer.concat([Buffer.of(0), encodeKeyValue(value)]);
      const inside = Buffer.compare(key, from) >= 0 && Buffer.compare(key, after(from)) < 0;
      expect(inside, JSON.stringify([value, prefix])).toBe(value.S?.startsWith(prefix.S ?? ""));
    }
  });

  it("gives numbers that are equal one encoding", () => {
    expect(encodeKeyValue({ N: "1.0" })).toEqual(encodeKeyValue({ N: "1" }));
    expect(encodeKeyValue({ N: "-0" })).toEqual(encodeKeyValue({ N: "0" }));
  });
});
