import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { algorithmOf, algorithms } from "./algorithms.ts";
import { CRC32, crcTables, updateCrc } from "./crc.ts";
import { combineCrc } from "./crc-combine.ts";

const digest = (name: string, ...pieces: Uint8Array[]) => {
  const state = algorithmOf(name).create();
  for (const piece of pieces) state.update(piece);
  return state.digest();
};

describe("checksums", () => {
  // The check values of the CRC catalogue: the CRC of the nine digits.
  it.each([
    ["CRC32", "cbf43926"],
    ["CRC32C", "e3069283"],
    ["CRC64NVME", "ae8b14860a799888"],
    ["SHA1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"],
    ["SHA256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"],
  ])("%s of the catalogue's test string is right", (name, expected) => {
    expect(digest(name, Buffer.from("123456789")).toString("hex")).toBe(expected);
  });

  it.each(algorithms.map(({ name }) => name))("%s does not depend on how the data is cut", (name) => {
    const data = randomBytes(1000);
    const cuts = [data.subarray(0, 3), data.subarray(3, 3), data.subarray(3, 514), data.subarray(514)];
    expect(digest(name, ...cuts)).toEqual(digest(name, data));
  });

  it("agrees with zlib where both know the polynomial", () => {
    const data = randomBytes(4099);
    const state = { low: -1, high: 0 };
    updateCrc(crcTables(CRC32), state, data);
    expect(~state.low >>> 0).toBe(crc32(data));
  });

  it.each(["CRC32", "CRC32C", "CRC64NVME"])("makes the %s of a whole from its parts", (name) => {
    const { crc } = algorithmOf(name);
    if (!crc) throw new Error(`${name} is a CRC`);
    const parts = [randomBytes(1), randomBytes(5000), randomBytes(0), randomBytes(777)];
    const value = (bytes: Uint8Array) => BigInt(`0x${digest(name, bytes).toString("hex")}`);
    const combined = parts.reduce(
      (whole, part) => combineCrc(crc, whole, value(part), part.length),
      value(Buffer.alloc(0)),
    );
    expect(combined).toBe(value(Buffer.concat(parts)));
  });
});
