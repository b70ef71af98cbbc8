import { expect, it } from "vitest";
import { parseStoryboard, tileAt, tileStyle } from "./storyboard.ts";

const first = "https://media.example/storyboard.0.jpg?X-Amz-Signature=a";
const second = "https://media.example/storyboard.1.jpg?X-Amz-Signature=b";
const webVtt = `WEBVTT

00:00:00.000 --> 00:00:02.000
${first}#xywh=0,0,160,90

2
00:02.000 --> 00:00:04.000 align:start
${first}#xywh=160,0,160,90

NOTE about the rest

00:00:04.000 --> 01:00:00.500
${second}#xywh=0,0,160,90

00:00:05.000 --> 00:00:06.000
a caption, no picture
`;

it("reads spans, sprites and regions, with and without hours, and passes over cues without a picture", () => {
  const { tiles, sprites } = parseStoryboard(webVtt);
  expect(tiles).toEqual([
    { startMs: 0, endMs: 2000, sprite: first, x: 0, y: 0, width: 160, height: 90 },
    { startMs: 2000, endMs: 4000, sprite: first, x: 160, y: 0, width: 160, height: 90 },
    { startMs: 4000, endMs: 3_600_500, sprite: second, x: 0, y: 0, width: 160, height: 90 },
  ]);
  expect([...sprites]).toEqual([
    [first, { width: 320, height: 90 }],
    [second, { width: 160, height: 90 }],
  ]);
});

it("reads lines that end as on Windows", () => {
  expect(parseStoryboard(webVtt.replaceAll("\n", "\r\n")).tiles).toHaveLength(3);
});

it("refuses a track without pictures", () => {
  expect(() => parseStoryboard("WEBVTT\n")).toThrow("names no pictures");
});

it.each([
  { share: 0, startMs: 0 },
  { share: 0.001, startMs: 2000 },
  { share: 0.5, startMs: 4000 },
  { share: 1, startMs: 4000 },
])("shows the tile from $startMs ms at $share of the length", ({ share, startMs }) => {
  expect(tileAt(parseStoryboard(webVtt), share)?.startMs).toBe(startMs);
});

it("changes to the next tile at the very moment at which it begins", () => {
  const [head = "", one = "", two = ""] = webVtt.split("\n\n");
  expect(tileAt(parseStoryboard([head, one, two].join("\n\n")), 0.5)?.startMs).toBe(2000);
});

it.each([
  { share: 0.001, backgroundSize: "200% 100%", backgroundPosition: "100% 0%" },
  { share: 1, backgroundSize: "100% 100%", backgroundPosition: "0% 0%" },
])("places the tile at $share by shares of its sprite, so that it fits a box of any size", ({ share, ...style }) => {
  const storyboard = parseStoryboard(webVtt);
  const tile = tileAt(storyboard, share);
  if (!tile) throw new Error("no tile");
  expect(tileStyle(storyboard, tile)).toMatchObject(style);
});
