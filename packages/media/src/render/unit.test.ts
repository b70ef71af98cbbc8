import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Layer, SourcePicture, Unit } from "@videoflow/core/cut/render/unit.schema";
import type { Variant } from "@videoflow/core/cut/variant-spec.schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileFacts } from "../file-facts.ts";
import { ffmpeg, turnClockwise } from "../fixtures.ts";
import { inspect } from "../inspect.ts";
import { streamsOf } from "../probe.ts";
import { BRAND, LANDSCAPE, makeNumbered, numbersOf, pixelAt, SQUARE, VERTICAL } from "./testing.ts";
import { renderUnit } from "./unit.ts";

let directory = "";
let count = 0;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "unit-"));
});
afterAll(() => rm(directory, { recursive: true }));

const ID = "ast_01JZX3V6Q5R8T9W2Y4A6C8E0G1";
const at = (name: string) => join(directory, name);

async function pictureOf(file: string): Promise<SourcePicture> {
  const { technical } = await inspect(file);
  if (!technical?.video) throw new Error(`${file} has no picture`);
  return { assetId: ID, sha256: "0".repeat(64), container: technical.container, video: technical.video };
}

const clip = async (file: string, inFrame: number, changes: object = {}): Promise<Layer> => ({
  ...{ kind: "clip", source: await pictureOf(file), inFrame, framing: {}, move: null },
  ...changes,
});

async function render(
  file: string,
  unit: Partial<Unit> & Pick<Unit, "layers">,
  formats: Variant[] = [LANDSCAPE],
  logo: string | null = null,
) {
  const folder = at(String(count++));
  await mkdir(folder);
  const whole = { frameRate: "25/1", frames: 20, overlays: [], brand: BRAND, ...unit };
  const sources = new Map([[ID, file]]);
  const files = await renderUnit({ unit: whole, formats, sources, logo, directory: folder, timeoutMs: 60_000 });
  return (name: Variant["name"]) => files.get(name) ?? "";
}

const near = (value: number, by: number) => expect.toSatisfy((found: number) => Math.abs(found - value) <= by);
const from = (first: number, length = 20) => Array.from({ length }, (_, index) => first + index);

describe("a unit of a clip", () => {
  it("has exactly the frames that were asked for, in each format, at full colour information", async () => {
    const file = await makeNumbered(at("plain.mp4"));
    const made = await render(file, { layers: [await clip(file, 57)] }, [LANDSCAPE, SQUARE, VERTICAL]);
    expect(await numbersOf(made("landscape"))).toEqual(from(57));
    // The square shows 9/16 of the width, the upright picture 81/256: the fields lie in it.
    expect(await numbersOf(made("square"), `${16 / 9}:1:${-(16 / 9 - 1) / 2}:0`.replace(/.*/, "1:1:0:0"))).toHaveLength(
      20,
    );
    const [video] = await streamsOf(made("square"));
    expect(video).toMatchObject({ width: 360, height: 360, sample_aspect_ratio: "1:1", pix_fmt: "yuv420p" });
    expect(video).toMatchObject({
      color_space: "bt709",
      color_transfer: "bt709",
      color_primaries: "bt709",
      color_range: "tv",
    });
  });

  it.each([
    ["a rate that is not its own", "30000/1001", "25/1", 40, 33],
    ["its own odd rate", "30000/1001", "30000/1001", 71, 71],
    ["twice its rate", "25", "50/1", 60, 30],
  ])("is at %s", async (_what, own, rate, inFrame, first) => {
    const file = await makeNumbered(at(`rate-${count}.mp4`), { rate: own });
    const made = await render(file, { layers: [await clip(file, inFrame)], frameRate: rate });
    const [numerator = 0, denominator = 1] = rate.split("/").map(Number);
    const [n = 25, d = 1] = own.split("/").map(Number);
    // Frame k stands at k/rate; the source's frame that is nearest to it, or the one before, is shown.
    const expected = from(0).map((index) => (((inFrame + index) * denominator) / numerator) * (n / d));
    const numbers = await numbersOf(made("landscape"));
    expect(numbers).toHaveLength(20);
    for (const [index, number] of numbers.entries())
      expect(Math.abs(number - (expected[index] ?? 0))).toBeLessThanOrEqual(1);
    expect(first).toBeGreaterThan(0);
  });

  it("is the same to the bit, however often it is made", async () => {
    const file = await makeNumbered(at("again.mp4"));
    const unit = {
      layers: [
        await clip(file, 30, {
          framing: {
            landscape: [
              { left: 0, top: 0, width: 1, height: 1 },
              { left: 0.1, top: 0.1, width: 0.8, height: 0.8 },
            ],
          },
          move: { at: 0, of: 40 },
        }),
      ],
      overlays: [{ kind: "caption" as const, startFrame: 2, frames: 9, lines: ["The same again"] }],
    };
    const hashes = [];
    for (let again = 0; again < 3; again++)
      hashes.push((await fileFacts((await render(file, unit))("landscape"))).sha256);
    expect(new Set(hashes).size).toBe(1);
  });

  it("is not made of a source that ends before it", async () => {
    const file = await makeNumbered(at("short.mp4"), { seconds: 2 });
    await expect(render(file, { layers: [await clip(file, 45)] })).rejects.toThrow("it has 7 frames, not 20");
  });

  it.each([
    ["that goes", [45, 5]],
    ["that comes", [5, 45]],
  ])("is not made of a cross-fade with a source %s and ends before it", async (what, [goes = 0, comes = 0]) => {
    const file = await makeNumbered(at(`${what.replaceAll(" ", "-")}.mp4`), { seconds: 2 });
    const layers = [await clip(file, goes), await clip(file, comes)];
    await expect(render(file, { layers })).rejects.toThrow("it has 7 frames, not 20");
  });
});

describe("odd footage", () => {
  it("that is shown whole in a format of another shape stands over itself, soft and darker, at any size", async () => {
    const file = at("halves.mp4");
    const halves = "color=c=0x20c020:s=426x240:r=25:d=3,drawbox=x=213:w=213:h=240:color=0xc02020:t=fill";
    await ffmpeg(["-f", "lavfi", "-i", halves, "-c:v", "libx264", "-pix_fmt", "yuv420p", file]);
    const whole = [{ left: 0, top: 0, width: 1, height: 1 }];
    const framing = { landscape: whole, square: whole, vertical: whole };
    const made = await render(file, { layers: [await clip(file, 20, { framing })] }, [LANDSCAPE, SQUARE, VERTICAL]);
    for (const name of ["landscape", "square", "vertical"] as const) {
      expect(await pixelAt(made(name), 5, 0.02, 0.5)).toEqual([32, 192, 32].map((value) => near(value, 6)));
      expect(await pixelAt(made(name), 5, 0.96, 0.5)).toEqual([192, 32, 32].map((value) => near(value, 6)));
    }
    // Above and below: the middle of the picture, so much larger, without its light; what was an edge is none.
    const [, green] = await pixelAt(made("vertical"), 5, 0.02, 0.05);
    expect(green).toBeGreaterThan(100);
    expect(green).toBeLessThan(180);
    const [red, mixed] = await pixelAt(made("vertical"), 5, 0.5, 0.95);
    expect(Math.min(red, mixed)).toBeGreaterThan(40);
    // In its own shape it is all that there is.
    expect(await pixelAt(made("landscape"), 5, 0.02, 0.02)).toEqual([32, 192, 32].map((value) => near(value, 6)));
  });

  it("of a phone that was held upright is upright", async () => {
    const file = await makeNumbered(at("phone.mp4"), { filters: ["drawbox=x=0:y=0:w=iw/2:h=ih:color=red:t=fill"] });
    const turned = at("turned.mp4");
    await copyFile(file, turned);
    await turnClockwise(turned);
    const made = await render(turned, { layers: [await clip(turned, 10)] }, [VERTICAL]);
    // What was left is above now.
    expect((await pixelAt(made("vertical"), 5, 0.5, 0.1))[0]).toBeGreaterThan(200);
    const [red, green] = await pixelAt(made("vertical"), 5, 0.1, 0.95);
    expect(red > 200 && green < 60).toBe(false);
  });

  it("with lines of two moments, wide pixels, a varying rate and an odd size comes out whole", async () => {
    const interlaced = at("interlaced.ts");
    await ffmpeg([
      "-f",
      "lavfi",
      "-i",
      "testsrc2=s=720x576:r=50:d=4",
      "-vf",
      "interlace,setsar=16/11",
      "-c:v",
      "mpeg2video",
      "-b:v",
      "6M",
      "-flags",
      "+ilme+ildct",
      "-top",
      "1",
      interlaced,
    ]);
    const varying = await makeNumbered(at("varying.mkv"), {
      rate: "30",
      filters: ["select='not(between(n,40,70))'"],
      encoding: ["-fps_mode", "vfr"],
    });
    const odd = at("odd.mp4");
    await ffmpeg(["-f", "lavfi", "-i", "testsrc2=s=853x481:r=25:d=4", "-c:v", "libx264", "-pix_fmt", "yuv444p", odd]);
    for (const file of [interlaced, odd]) {
      const made = await render(file, { layers: [await clip(file, 40)] }, [LANDSCAPE, SQUARE, VERTICAL]);
      for (const name of ["landscape", "square", "vertical"] as const)
        expect(Number((await streamsOf(made(name)))[0]?.nb_frames)).toBe(20);
    }
    // Frame 39 of the source stands still until 71 comes: second 1.3 to 2.37, frames 33 to 59 at 25 a second.
    const made = await render(varying, { layers: [await clip(varying, 45)] });
    const numbers = await numbersOf(made("landscape"));
    expect(numbers.slice(0, 13)).toEqual(Array.from({ length: 13 }, () => numbers[0]));
    expect(numbers[0]).toBe(39);
    expect(numbers.at(-1)).toBeGreaterThan(70);
  });

  it("of high dynamic range is mapped, not clipped", async () => {
    const file = at("hdr.mp4");
    await ffmpeg([
      "-f",
      "lavfi",
      "-i",
      "testsrc2=s=640x360:r=25:d=3",
      "-c:v",
      "libx264",
      "-preset",
      "ultrafast",
      "-pix_fmt",
      "yuv420p10le",
      "-color_primaries",
      "bt2020",
      "-colorspace",
      "bt2020nc",
      "-color_trc",
      "arib-std-b67",
      file,
    ]);
    const made = await render(file, { layers: [await clip(file, 10)] });
    expect((await streamsOf(made("landscape")))[0]).toMatchObject({ color_transfer: "bt709", pix_fmt: "yuv420p" });
  });
});

describe("over the picture", () => {
  const flat = async (name: string, colour: string) => {
    await ffmpeg([
      "-f",
      "lavfi",
      "-i",
      `color=${colour}:s=640x360:r=25:d=3`,
      "-c:v",
      "libx264",
      "-pix_fmt",
      "yuv420p",
      "-colorspace",
      "bt709",
      at(name),
    ]);
    return at(name);
  };

  it("captions stand exactly as long as they are to, and only where they are burned in", async () => {
    const file = await flat("grey.mp4", "0x808080");
    const overlays = [{ kind: "caption" as const, startFrame: 5, frames: 6, lines: ["MMMMMMMMMMMMMMMM & <b>"] }];
    const formats = [LANDSCAPE, VERTICAL];
    const made = await render(file, { layers: [await clip(file, 10)], overlays }, formats);
    const box = async (frame: number) => (await pixelAt(made("landscape"), frame, 0.5, 0.937))[0];
    expect(await Promise.all([4, 5, 10, 11].map(box))).toEqual([
      expect.closeTo(128, -1),
      expect.closeTo(43, -1.3),
      expect.closeTo(43, -1.3),
      expect.closeTo(128, -1),
    ]);
    const plain = await render(file, { layers: [await clip(file, 10)] }, formats);
    expect((await fileFacts(made("vertical"))).sha256).toBe((await fileFacts(plain("vertical"))).sha256);
  });

  it("nothing stands where no sign of a text can be drawn", async () => {
    const file = await flat("plain-grey.mp4", "0x808080");
    const overlay = { startFrame: 0, frames: 20, lines: ["\u{1F3B6}"] };
    const overlays = (["caption", "title", "lower_third"] as const).map((kind) => ({ kind, ...overlay }));
    const made = await render(file, { layers: [await clip(file, 10)], overlays });
    const plain = await render(file, { layers: [await clip(file, 10)] });
    expect((await fileFacts(made("landscape"))).sha256).toBe((await fileFacts(plain("landscape"))).sha256);
  });

  it("a lower third has the brand's colour, exactly", async () => {
    const file = await flat("dark.mp4", "0x101010");
    const overlays = [
      { kind: "lower_third" as const, startFrame: 0, frames: 20, lines: ["Ada Lovelace", "First programmer"] },
    ];
    const made = await render(file, { layers: [await clip(file, 0)], overlays });
    const [red, green, blue] = await pixelAt(made("landscape"), 10, 0.056, 0.7);
    // #e5484d, with the dark behind it showing through a little.
    expect([red, green, blue]).toEqual([expect.closeTo(216, -1.2), expect.closeTo(69, -1.2), expect.closeTo(74, -1.2)]);
  });

  it("a card is drawn for each format, and a clip comes out of it evenly", async () => {
    const file = await flat("white.mp4", "white");
    const card = { kind: "card" as const, heading: "Chapter one", figure: "1,024", detail: "frames counted" };
    const made = await render(file, { layers: [card, await clip(file, 5)] }, [LANDSCAPE, VERTICAL]);
    const corner = async (frame: number) => (await pixelAt(made("vertical"), frame, 0.02, 0.02))[0];
    const values = await Promise.all([0, 10, 19].map(corner));
    expect(values[0]).toBeLessThan(30);
    expect(values[1]).toBeGreaterThan(115);
    expect(values[1]).toBeLessThan(150);
    expect(values[2]).toBeGreaterThan(225);
  });

  it("a logo keeps its shape in the upper right corner", async () => {
    const file = await flat("black.mp4", "black");
    const logo = at("logo.png");
    await ffmpeg(["-f", "lavfi", "-i", "color=lime:s=300x100", "-frames:v", "1", logo]);
    const brand = { ...BRAND, logo: { uri: "s3://x/y", etag: "e" } };
    const made = await render(file, { layers: [await clip(file, 5)], brand }, [LANDSCAPE], logo);
    const [, green] = await pixelAt(made("landscape"), 5, 0.94, 0.07);
    const [, beside] = await pixelAt(made("landscape"), 5, 0.8, 0.07);
    expect([green > 200, beside < 30]).toEqual([true, true]);
  });
});
