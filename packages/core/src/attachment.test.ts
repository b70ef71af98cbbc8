import { expect, it } from "vitest";
import { attachment } from "./attachment.ts";

it.each([
  ["film.mp4", "film.mp4", "film.mp4"],
  ["Ünï (1) 'take' 100%.mov", "_n_ (1) 'take' 100_.mov", "%C3%9Cn%C3%AF%20%281%29%20%27take%27%20100%25.mov"],
  ['a"b\\c; d.mp4', "a_b_c; d.mp4", "a%22b%5Cc%3B%20d.mp4"],
  ["映画.mkv", "__.mkv", "%E6%98%A0%E7%94%BB.mkv"],
  ["a\r\nSet-Cookie: x.mp4", "a__Set-Cookie: x.mp4", "a__Set-Cookie%3A%20x.mp4"],
  ["half \ud83d.mp4", "half _.mp4", "half%20%EF%BF%BD.mp4"],
])("names %j for old clients and for new ones", (name, plain, encoded) => {
  expect(attachment(name)).toBe(`attachment; filename="${plain}"; filename*=UTF-8''${encoded}`);
});
