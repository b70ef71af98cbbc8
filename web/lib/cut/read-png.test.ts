import { expect, it } from "vitest";
import { readPng } from "./read-png.ts";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];

it("takes a PNG as base64", async () => {
  expect(await readPng(new Blob([Uint8Array.from(PNG)]))).toEqual({ base64: Buffer.from(PNG).toString("base64") });
});

it.each([
  ["something else", Uint8Array.from([0xff, 0xd8]), "not a PNG"],
  ["more than 200 kB", new Uint8Array(200_001), "201 kB"],
])("says why it does not take %s", async (_name, bytes, problem) => {
  expect(await readPng(new Blob([bytes]))).toEqual({ problem: expect.stringContaining(problem) });
});
