import { decodeTime } from "ulid";
import { describe, expect, it } from "vitest";
import { derivedId } from "./derived-id.ts";
import { idSchema } from "./id.ts";

const at = new Date("2026-01-02T03:04:05.678Z");

describe("an id that follows from facts", () => {
  it("is a legal id with the time in it", () => {
    const id = derivedId("ast", at, "key", "etag");
    expect(idSchema("ast").parse(id)).toBe(id);
    expect(decodeTime(id.slice(4))).toBe(at.getTime());
  });

  it("is the same for the same facts and another for others", () => {
    expect(derivedId("ast", at, "a", "b")).toBe(derivedId("ast", at, "a", "b"));
    const others = [
      derivedId("ast", at, "ab", ""),
      derivedId("ast", at, "a", "c"),
      derivedId("ast", new Date(0), "a", "b"),
    ];
    expect(new Set([derivedId("ast", at, "a", "b"), ...others]).size).toBe(4);
  });
});
