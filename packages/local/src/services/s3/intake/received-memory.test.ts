import { expect, it } from "vitest";
import { ReceivedMemory } from "./received-memory.ts";

it("is given back when a piece of the next buffer was written", () => {
  const memory = new ReceivedMemory();
  const first = memory.add(new Uint8Array(10));
  const second = memory.add(new Uint8Array(10));
  memory.release([first.subarray(0, 4)]);
  memory.release([first.subarray(4)]);
  expect(first.buffer.byteLength).toBe(10);
  memory.release([second.subarray(0, 1)]);
  expect([first.buffer.byteLength, second.buffer.byteLength]).toEqual([0, 10]);
});

it("is given back only where it was received: joined pieces may share a buffer with others", () => {
  const memory = new ReceivedMemory();
  const received = memory.add(new Uint8Array(10));
  const shared = Buffer.from("joined");
  memory.release([shared, received]);
  expect(shared.toString()).toBe("joined");
});
