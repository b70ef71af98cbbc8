import { expect, it } from "vitest";
import { expiryOf, keyState } from "./key-state.ts";

const now = Date.parse("2026-11-28T12:00:00.000Z");

it.each([
  [{ expiresOn: null }, "good"],
  [{ expiresOn: expiryOf(30, now) }, "good"],
  [{ expiresOn: expiryOf(6.9, now) }, "ending"],
  [{ expiresOn: "2026-11-28T12:00:00.000Z" }, "expired"],
  [{ expiresOn: expiryOf(-1, now), revokedAt: "2026-11-01T00:00:00.000Z" }, "revoked"],
] as const)("a key with %j is %s", (key, state) => expect(keyState(key, now)).toBe(state));
