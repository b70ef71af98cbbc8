import { expect, it } from "vitest";
import { steadyUrl } from "./signed-url.ts";

const signedAt = Date.UTC(2026, 0, 2, 3, 4, 5);
const sign = (object: string, signature: string, query = "") =>
  `https://media.example/${object}?X-Amz-Date=20260102T030405Z&X-Amz-Expires=3600&X-Amz-Signature=${signature}${query}`;

it("keeps the first address of an object while it is valid", () => {
  const first = steadyUrl(sign("a.jpg", "1"), signedAt);
  expect(steadyUrl(sign("a.jpg", "2"), signedAt + 3_000_000)).toBe(first);
});

it("takes the new address a minute before the old one ends", () => {
  steadyUrl(sign("b.jpg", "1"), signedAt);
  expect(steadyUrl(sign("b.jpg", "2"), signedAt + 3_541_000)).toBe(sign("b.jpg", "2"));
});

it.each([
  { what: "another object", url: sign("d.jpg", "2") },
  {
    what: "the same object under another name to save it as",
    url: sign("c.jpg", "2", "&response-content-disposition=x"),
  },
  { what: "an address that is not signed", url: "https://media.example/c.jpg" },
])("does not mix up $what", ({ url }) => {
  steadyUrl(sign("c.jpg", "1"), signedAt);
  expect(steadyUrl(url, signedAt)).toBe(url);
});
