import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { Layer, SoundRange, Unit } from "@videoflow/core/cut/render/unit.schema";
import type { Variant } from "@videoflow/core/cut/variant-spec.schema";
import { run } from "@videoflow/process/run";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileFacts } from "../file-facts.ts";
import { ffmpeg } from "../fixtures.ts";
import { inspect } from "../inspect.ts";
import { jpegSize } from "../jpeg.ts";
import { type JoinedUnit, joinUnits } from "./join.ts";
import { rateOf } from "./rate.ts";
import { sampleAt } from "./sound/stereo.ts";
import { type Soundtrack, soundtrack } from "./soundtrack.ts";
import { ladder } from "./stream.ts";
import { BRAND, LANDSCAPE, makeNumbered, numbersOf } from "./testing.ts";
import { thumbnail } from "./thumbnail.ts";
import { renderUnit } from "./unit.ts";
import { type Promised, verifyDeliverable } from "./verify-deliverable.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "deliverable-"));
});
afterAll(() => rm(directory, { recursive: true }));
const at = (name: string) => join(directory, name);

const ID = "ast_01JZX3V6Q5R8T9W2Y4A6C8E0G1";
const OTHER = "ast_01JZX3V6Q5R8T9W2Y4A6C8E0G2";
const LIMIT = 120_000;
const RATE = "30000/1001";
const rate = rateOf(RATE);
const TARGET = { integratedLufs: -14, truePeakDbtp: -1 } as const;

async function layer(file: string, inFrame: number): Promise<Layer> {
  const { technical } = await inspect(file);
  if (!technical?.video) throw new Error(`${file} has no picture`);
  const source = { assetId: ID, sha256: "0", container: technical.container, video: technical.video };
  return { kind: "clip", source, inFrame, framing: {}, move: null };
}

let made = 0;
async function unitOf(file: string, frames: number, layers: Layer[], format: Variant = LANDSCAPE): Promise<string> {
  const folder = at(`unit${made++}`);
  await mkdir(folder);
  const unit: Unit = { frameRate: RATE, frames, layers, overlays: [], brand: BRAND };
  const work = { unit, formats: [format], sources: new Map([[ID, file]]), logo: null, directory: folder };
  return (await renderUnit({ ...work, timeoutMs: LIMIT })).get("landscape") ?? "";
}

const range = (startFrame: number, inFrame: number, frames: number, changes: Partial<SoundRange> = {}): SoundRange => ({
  ...{ assetId: ID, sha256: "0", audio: { index: 1, channels: 1 }, startFrame, inFrame, frames },
  ...{ gainDb: 0, fadeInFrames: 0, fadeOutFrames: 0, ...changes },
});

const track = (frames: number, ranges: SoundRange[], changes: Partial<Soundtrack> = {}): Soundtrack => ({
  ...{ rate, frames, ranges, music: null, target: TARGET, sources: new Map(), timeoutMs: LIMIT, ...changes },
});

/** Level of a file's sound in windows of `frames` frames, in dBFS. */
async function levels(file: string, frames = 3): Promise<number[]> {
  const args = ["-v", "error", "-i", file, "-map", "0:a:0", "-ar", "48000", "-ac", "1", "-f", "f32le", "pipe:1"];
  const { value } = await run("ffmpeg", args, { read: buffer });
  const size = sampleAt(frames, rate);
  return Array.from({ length: Math.floor(value.length / 4 / size) }, (_, window) => {
    let squares = 0;
    for (let index = 0; index < size; index++) squares += value.readFloatLE((window * size + index) * 4) ** 2;
    return 10 * Math.log10(squares / size + 1e-12);
  });
}

describe("units that are joined", () => {
  let footage = "";
  let joined = "";
  const units: JoinedUnit[] = [];
  /** First frame and length. */
  const PARTS = [
    [9, 1],
    [10, 59],
    [150, 7],
    [71, 53],
    [3, 1],
  ] as const;
  const frames = 121;
  const promised: Promised = { variant: LANDSCAPE, rate, frames, loudness: TARGET, black: [], still: [] };
  beforeAll(async () => {
    footage = await makeNumbered(at("footage.mp4"), { rate: RATE, seconds: 8 });
    for (const [first, length] of PARTS)
      units.push({ file: await unitOf(footage, length, [await layer(footage, first)]), frames: length });
    const sound = at("sound.m4a");
    const sources = new Map([[ID, footage]]);
    await soundtrack(track(frames, [range(0, 9, frames)], { sources }), sound);
    joined = at("joined.mp4");
    await joinUnits(units, sound, rate, joined, LIMIT);
  }, LIMIT);

  it("show every frame once, in its place, and are what was promised", async () => {
    const expected = PARTS.flatMap(([first, length]) => Array.from({ length }, (_, index) => first + index));
    expect(await numbersOf(joined)).toEqual(expected);
    const facts = await verifyDeliverable(joined, promised, LIMIT);
    expect(facts).toMatchObject({ frames, durationMs: Math.round((frames * 1001) / 30) });
    expect(Math.abs((facts.integratedLufs ?? 0) + 14)).toBeLessThanOrEqual(0.5);
    expect(facts.truePeakDbtp).toBeLessThanOrEqual(-1);
  });

  it("are the same to the bit when they are joined again", async () => {
    await joinUnits(units, at("sound.m4a"), rate, at("again.mp4"), LIMIT);
    expect((await fileFacts(at("again.mp4"))).sha256).toBe((await fileFacts(joined)).sha256);
  });

  it.each([
    ["another length", { frames: frames + 1 }, "its sound lasts"],
    ["another loudness", { loudness: { integratedLufs: -23, truePeakDbtp: -1 } }, "LUFS, not -23"],
    ["another size", { variant: { ...LANDSCAPE, width: 642 } }, "it is 640x360, not 642x360"],
    ["another rate", { rate: rateOf("30/1") }, "frames a second, not 30/1"],
    ["silence", { loudness: null }, "it has sound"],
  ])("are refused where %s was promised", async (_what, changes, message) => {
    await expect(verifyDeliverable(joined, { ...promised, ...changes }, LIMIT)).rejects.toThrow(new RegExp(message));
  });

  it("get the frame that was chosen as their thumbnail", async () => {
    for (const frame of [0, 1, 70, 120]) {
      const file = at(`thumbnail${frame}.jpg`);
      await thumbnail(joined, frame, rate, file, LIMIT);
      expect(jpegSize(await readFile(file))).toEqual({ width: 640, height: 360 });
      expect(await numbersOf(file)).toEqual((await numbersOf(joined)).slice(frame, frame + 1));
    }
  });

  it("get a ladder whose rungs have their segments together, wherever units begin", async () => {
    const format = { ...LANDSCAPE, width: 960, height: 540 };
    const lengths = [70, 45, 110, 33, 90, 52];
    const parts = [];
    for (const length of lengths)
      parts.push({ file: await unitOf(footage, length, [await layer(footage, 20)], format), frames: length });
    const total = lengths.reduce((sum, length) => sum + length, 0);
    await soundtrack(track(total, []), at("ladder.m4a"));
    await joinUnits(parts, at("ladder.m4a"), rate, at("ladder.mp4"), LIMIT);
    await mkdir(at("hls"));
    const names = await ladder(at("ladder.mp4"), format, rate, at("hls"), LIMIT);
    expect(names).toEqual(
      expect.arrayContaining(["master.m3u8", "rung0.0.m4s", "rung0.mp4", "rung1.0.m4s", "rung1.mp4"]),
    );
    const playlist = await readFile(at("hls/master.m3u8"), "utf8");
    expect(playlist.match(/RESOLUTION=\d+x\d+/g)).toEqual(["RESOLUTION=960x540", "RESOLUTION=640x360"]);
    const segmentsOf = async (rung: number) =>
      (await readFile(at(`hls/rung${rung}.m3u8`), "utf8")).match(/#EXTINF:[\d.]+/g);
    expect((await segmentsOf(0))?.length).toBeGreaterThan(1);
    expect(await segmentsOf(1)).toEqual(await segmentsOf(0));
  });
});

it("black and frozen frames are refused unless the cut asks for them", async () => {
  const file = at("faulty.mp4");
  const black = "drawbox=color=black:t=fill:enable='eq(n,40)'";
  await ffmpeg([
    "-f",
    "lavfi",
    "-i",
    `testsrc2=s=640x360:r=${RATE}:d=6,noise=alls=8:allf=t,${black}`,
    "-frames:v",
    "170",
    "-c:v",
    "libx264",
    at("noisy.mp4"),
  ]);
  await ffmpeg([
    "-i",
    at("noisy.mp4"),
    "-vf",
    "loop=loop=70:size=1:start=90",
    "-frames:v",
    "170",
    "-r",
    RATE,
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-f",
    "mp4",
    at("picture.mp4"),
  ]);
  const layers = [await layer(at("picture.mp4"), 0)];
  const unit = await unitOf(at("picture.mp4"), 170, layers);
  await soundtrack(track(170, []), at("silent.m4a"));
  await joinUnits([{ file: unit, frames: 170 }], at("silent.m4a"), rate, file, LIMIT);
  const promised: Promised = { variant: LANDSCAPE, rate, frames: 170, loudness: null, black: [], still: [] };
  const asked = { black: [{ from: 40, to: 41 }], still: [{ from: 90, to: 161 }] };
  await expect(verifyDeliverable(file, promised, LIMIT)).rejects.toThrow("frames 40 to 41 are black");
  await expect(verifyDeliverable(file, { ...promised, black: asked.black }, LIMIT)).rejects.toThrow("are frozen");
  await expect(verifyDeliverable(file, { ...promised, ...asked }, LIMIT)).resolves.toMatchObject({
    integratedLufs: null,
  });
});

describe("the sound of a cut", () => {
  it("is where it belongs, to the sample: a click stands on its frame", async () => {
    const file = at("click.mp4");
    // A click of a hundredth of a second at frame 100 of the asset.
    const click = `aevalsrc='if(between(t,${(100 * 1001) / 30000},${(100 * 1001) / 30000 + 0.01}),0.8*sin(6000*t),0.1*sin(2000*t))':s=44100:d=8`;
    await ffmpeg([
      "-f",
      "lavfi",
      "-i",
      `testsrc2=s=320x180:r=${RATE}:d=8`,
      "-f",
      "lavfi",
      "-i",
      click,
      "-c:v",
      "libx264",
      "-preset",
      "ultrafast",
      "-g",
      "250",
      "-c:a",
      "aac",
      file,
    ]);
    const out = at("click.m4a");
    await soundtrack(track(90, [range(20, 80, 60)], { sources: new Map([[ID, file]]) }), out);
    const found = await levels(out, 1);
    expect(found.indexOf(Math.max(...found))).toBe(40);
  });

  it("begins before and goes on after its picture as it is told, crosses as loud as each, and is silent where nothing is", async () => {
    const low = await makeNumbered(at("low.mp4"), { sound: "sine=f=300:r=48000" });
    const out = at("cuts.m4a");
    const sources = new Map([
      [ID, low],
      [OTHER, low],
    ]);
    // 0-60 sound; 60-90 nothing; 90-150 crosses over frames 120-150 with what goes on to 180.
    const ranges = [
      range(0, 0, 60),
      range(90, 30, 60, { fadeOutFrames: 30 }),
      range(120, 60, 60, { assetId: OTHER, fadeInFrames: 30 }),
    ];
    await soundtrack(track(180, ranges, { sources }), out);
    const found = await levels(out);
    const [loud, gap, crossing, end] = [found[10] ?? 0, found[25] ?? 0, found[45] ?? 0, found[57] ?? 0];
    expect(gap).toBeLessThan(-70);
    expect(Math.abs(end - loud)).toBeLessThan(0.5);
    expect(Math.abs(crossing - loud)).toBeLessThan(4);
  });

  it.each([
    ["of one channel", ["-ac", "1"]],
    ["at another rate, with six channels", ["-ac", "6", "-ar", "44100"]],
  ])("%s is brought to its loudness", async (what, encoding) => {
    const file = await makeNumbered(at(`${what.length}.mp4`), { encoding });
    const { technical } = await inspect(file);
    const audio = { index: 1, channels: technical?.audio?.channels ?? 0 };
    const measured = await soundtrack(
      track(90, [range(0, 0, 90, { audio })], { sources: new Map([[ID, file]]) }),
      at("x.m4a"),
    );
    expect(Math.abs((measured?.integratedLufs ?? 0) + 14)).toBeLessThanOrEqual(0.5);
  });

  it("makes room for who speaks, fades, and is the same every time, at -23 LUFS as well", async () => {
    const music = {
      bed: "pulse",
      gainDb: -6,
      fadeInFrames: 15,
      fadeOutFrames: 60,
      duckDb: -18,
      ducks: [{ startFrame: 150, frames: 60 }],
    } as const;
    const cut = track(360, [], {
      music: { ...music, ducks: [...music.ducks] },
      target: { integratedLufs: -23, truePeakDbtp: -1 },
    });
    const measured = await soundtrack(cut, at("music.m4a"));
    expect(Math.abs((measured?.integratedLufs ?? 0) + 23)).toBeLessThanOrEqual(0.5);
    const found = await levels(at("music.m4a"), 30);
    const [before, ducked, after] = [found[4] ?? 0, found[6] ?? 0, found[9] ?? 0];
    expect(before - ducked).toBeGreaterThan(12);
    expect(after - ducked).toBeGreaterThan(10);
    expect((found.at(-1) ?? 0) - after).toBeLessThan(-6);
    await soundtrack(cut, at("music-again.m4a"));
    expect((await fileFacts(at("music-again.m4a"))).sha256).toBe((await fileFacts(at("music.m4a"))).sha256);
  });
});
