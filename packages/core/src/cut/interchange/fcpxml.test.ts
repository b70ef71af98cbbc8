import { DOMParser, type Element } from "@xmldom/xmldom";
import { expect, it } from "vitest";
import { seconds } from "./fcpxml-time.ts";
import { clipOf, RATES, randomOf, randomSources, randomSpec, sourceOf, specOf } from "./testing.ts";
import { toFcpxml } from "./to-fcpxml.ts";

/** Throws for what is not well-formed. */
function parsed(xml: string) {
  const document = new DOMParser({ onError: (_level, message) => expect.fail(message) }).parseFromString(
    xml,
    "text/xml",
  );
  return { all: (name: string) => [...document.getElementsByTagName(name)] as Element[] };
}

const framesOf = (time: string | null, fps: number): number => {
  const [top = 0, bottom = 1] = (time ?? "").replace("s", "").split("/").map(Number);
  return (top / bottom) * fps;
};

it.each(Array.from({ length: 100 }, (_, index) => index + 1))("a random spec is whole in FCPXML (%i)", (seed) => {
  const random = randomOf(seed);
  const frameRate = random.pick(RATES);
  const sources = randomSources(random, frameRate);
  const spec = randomSpec(random, sources, frameRate);
  const [numerator = 0, denominator = 1] = frameRate.split("/").map(Number);
  const fps = numerator / denominator;
  const { all } = parsed(toFcpxml(spec, sources));
  const [first] = all("spine");
  const story = [...(first?.childNodes ?? [])].filter((node) =>
    ["asset-clip", "title"].includes(node.nodeName),
  ) as unknown as Element[];
  let at = 0;
  for (const [index, item] of spec.items.entries()) {
    expect(framesOf(story[index]?.getAttribute("offset") ?? null, fps)).toBeCloseTo(at, 6);
    expect(framesOf(story[index]?.getAttribute("duration") ?? null, fps)).toBeCloseTo(item.frames, 6);
    at += item.frames;
  }
  expect(all("transition")).toHaveLength(2 * spec.items.filter(({ fadeIn }) => fadeIn !== null).length);
  const ids = new Set(all("*").map((node) => node.getAttribute("id")));
  for (const node of all("*")) if (node.hasAttribute("ref")) expect(ids).toContain(node.getAttribute("ref"));
});

it.each([
  [30, { numerator: 30000, denominator: 1001 }, "1001/1000s"],
  [1, { numerator: 30000, denominator: 1001 }, "1001/30000s"],
  [50, { numerator: 25, denominator: 1 }, "2s"],
  [0, { numerator: 24, denominator: 1 }, "0s"],
])("tells %i frames as a fraction", (frames, rate, text) => {
  expect(seconds(frames, rate)).toBe(text);
});

it("frames a clip as its format says, and tells text and sound", () => {
  const source = sourceOf("Q&A <1>");
  const sound = { on: true, gainDb: -3, leadFrames: 5, tailFrames: 10 };
  const spec = specOf([clipOf("one", source, 100), clipOf("two", source, 300, { sound, fadeIn: 10 })]);
  const { all } = parsed(toFcpxml(spec, new Map([[source.assetId, source]])));
  // 1920 x 1080 fits into 1080 x 1920 at 0.5625; the crop, 607.5 wide, fills it at 1.7777.
  const [vertical] = all("adjust-transform");
  expect(vertical?.getAttribute("scale")?.split(" ").map(Number)[0]).toBeCloseTo(3.16, 2);
  expect(vertical?.getAttribute("position")?.split(" ").map(Number)).toEqual([expect.closeTo(25.24, 1), 0]);
  // Shown whole is what Final Cut does by itself.
  const whole = { vertical: [{ left: 0, top: 0, width: 1, height: 1 }] };
  const plain = specOf([clipOf("one", source, 100, { framing: whole })]);
  expect(parsed(toFcpxml(plain, new Map([[source.assetId, source]]))).all("adjust-transform")).toEqual([]);
  const clip = all("asset-clip")[1];
  expect(clip?.getAttribute("audioStart")).toBe("59/5s");
  expect(clip?.getAttribute("audioDuration")).toBe("23/5s");
  expect(all("adjust-volume")[0]?.getAttribute("amount")).toBe("-3dB");
  expect(all("transition")[0]?.getAttribute("offset")).toBe("19/5s");
  expect(all("text")[0]?.textContent?.trim()).toBe("Ada");
  expect(all("asset")[0]?.getAttribute("name")).toBe("Q&A <1>.mp4");
});
