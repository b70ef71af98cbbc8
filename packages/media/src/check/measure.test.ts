import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { joined } from "@videoflow/core/defect/join";
import { loudnessOf } from "@videoflow/core/defect/loudness";
import { PICTURE_MS } from "@videoflow/core/defect/measured";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asTheJobCodes, damage, ffmpeg } from "../fixtures.ts";
import { type Measurable, measure } from "./measure.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "measure-"));
});
afterAll(() => rm(directory, { recursive: true }));

const grid = { x: { pitch: 16, offset: 0 }, y: { pitch: 16, offset: 0 } };
const measurable = (source: string, changes: Partial<Measurable> = {}): Measurable => ({
  source,
  ...{
    picture: { width: 320, height: 192, grid, original: { source, stream: 0 } },
    sound: { track: 1, channels: 2 },
    timeoutMs: 60_000,
    ...changes,
  },
});

async function make(name: string, picture: string | null, sound: string | null): Promise<string> {
  const path = join(directory, name);
  const inputs = [picture, sound].filter((input) => input !== null).flatMap((input) => ["-f", "lavfi", "-i", input]);
  await ffmpeg([...inputs, "-c:v", "ffv1", "-pix_fmt", "yuv420p", "-c:a", "pcm_f32le", path]);
  return path;
}

const PICTURE = "testsrc2=s=320x192:r=25:d=2";
const SMOOTH = "gradients=s=320x192:r=25:d=2:speed=0.00001:seed=3";

it("tells of sound ten times a second, and of the picture half as often", async () => {
  const path = await make("both.mkv", PICTURE, "sine=f=1000:r=48000:d=2,volume=18dB,pan=stereo|c0=c0|c1=c0");
  const { picture, sound } = await measure(measurable(path));
  expect(picture?.change).toHaveLength(10);
  expect(picture?.highlights).toHaveLength(10);
  expect(picture?.sharpness).toHaveLength(10);
  expect(sound?.level).toHaveLength(20);
  // A sine at full scale has 3.01 dB less than that as its root mean square.
  expect(sound?.level[10]).toBeCloseTo(-3.1, 0);
  expect(sound?.truePeak).toBeCloseTo(1, 1);
});

it.each([1, 16, 200])(
  "refuses a proxy with pictures of %i damaged bytes between key pictures, whatever the range",
  async (count) => {
    const path = join(directory, "damaged.mp4");
    const { picture } = measurable(await make("undamaged.mkv", PICTURE.replace("d=2", "d=4"), null));
    await ffmpeg(["-f", "lavfi", "-i", PICTURE.replace("d=2", "d=4"), "-pix_fmt", "yuv420p", ...asTheJobCodes, path]);
    await damage(path, { isKey: false, count });
    const changes = { picture, sound: null };
    const message = "The proxy is wrong: it does not decode without errors";
    await expect(measure(measurable(path, changes))).rejects.toThrow(message);
    await expect(measure(measurable(path, { ...changes, range: { from: 10, to: null } }))).rejects.toThrow(message);
  },
);

it("is exact about a picture that stands still, and knows how dark it is", async () => {
  const path = await make("still.mkv", "color=c=black:s=320x192:r=25:d=1", null);
  const { picture, sound } = await measure(measurable(path, { sound: null }));
  expect(picture?.change.slice(1)).toEqual(new Array(4).fill(0));
  expect(picture?.highlights).toEqual(new Array(5).fill(16));
  expect(picture?.sharpness).toEqual(new Array(5).fill(null));
  expect(sound).toBeNull();
});

it("measures the same picture softer when it is out of focus, however soft", async () => {
  const sharpness = async (filter: string) => {
    const path = await make(`focus-${filter.length}.mkv`, `${PICTURE}${filter}`, null);
    const { picture } = await measure(measurable(path, { sound: null }));
    return picture?.sharpness[3] ?? Number.NaN;
  };
  const [sharp, soft, softer] = [await sharpness(""), await sharpness(",gblur=3"), await sharpness(",gblur=7.5")];
  expect(sharp).toBeGreaterThan(0.8);
  expect(soft).toBeLessThan(0.7 * sharp);
  expect(softer).toBeLessThan(0.7 * soft);
});

it("measures less detail out of focus, however much noise there is, and the same light", async () => {
  const seen = async (filter: string) => {
    const path = await make(`detail-${filter.length}.mkv`, `${PICTURE},lutyuv=y=val/6+16${filter}`, null);
    const { picture } = await measure(measurable(path, { sound: null }));
    return { detail: picture?.detail[3] ?? Number.NaN, brightness: picture?.brightness[3] ?? Number.NaN };
  };
  const noise = ",noise=c0s=12:c0f=t:all_seed=7";
  const [noisy, soft, nothing] = [
    await seen(noise),
    await seen(`,gblur=5${noise}`),
    await seen(`,lutyuv=y=60${noise}`),
  ];
  expect(nothing.detail).toBeLessThan(0.15 * noisy.detail);
  expect(soft.detail).toBeLessThan(0.4 * noisy.detail);
  expect(soft.brightness).toBeCloseTo(noisy.brightness, 0);
});

/** With some blocks of 16 brighter than they should be, for half a second. */
const withBlocks = (scene: string) => {
  const wrong = "gt(T,.45)*lt(T,.95)*lt(mod(7*floor(X/16)+13*floor(Y/16),5),1)";
  return `${scene},format=gray,geq=lum='lum(X,Y)*.5+60*${wrong}',format=yuv420p`;
};
/** The camera pans over a picture that stands still: by twenty pixels between two that are looked at. */
const pan = (scene: string) =>
  `${scene.replace("320x192", "640x192")},loop=-1:size=1,setpts=N/25/TB,crop=320:192:4*n:0,trim=duration=2`;

const brokenBlocksOf = async (path: string, offset: number) => {
  const side = { pitch: 16, offset };
  const picture = { width: 320, height: 192, grid: { x: side, y: side }, original: { source: path, stream: 0 } };
  return (await measure(measurable(path, { picture, sound: null }))).picture?.brokenBlocks ?? [];
};

it("sees blocks come and go where they lie on the grid, and takes the same beside it for part of the scene", async () => {
  const path = await make("blocks.mkv", withBlocks(PICTURE), null);
  const seen = await brokenBlocksOf(path, 0);
  // Between 0.4 and 0.6 they come, between 0.8 and 1.0 they go.
  expect([seen[3], seen[5]].every((count = 0) => count > 20)).toBe(true);
  expect(seen.every((count, sample) => sample === 3 || sample === 5 || count < 1)).toBe(true);
  expect(Math.max(...(await brokenBlocksOf(path, 6)))).toBeLessThan(3);
});

it("sees the corners of what is torn out of its place in one piece", async () => {
  const torn = "gt(T,.45)*between(X,96,159)*between(Y,64,111)";
  const path = await make("torn.mkv", `${SMOOTH},format=gray,geq=lum='lum(X,Y)*.5+60*${torn}',format=yuv420p`, null);
  expect((await brokenBlocksOf(path, 0))[3]).toBeCloseTo(4 / 6, 2);
  expect((await brokenBlocksOf(path, 6))[3]).toBe(0);
});

it("sees blocks come where the camera pans over tiles, and takes none of the tiles for them", async () => {
  const tiles = "color=s=320x192:r=25:d=2,format=gray,geq=lum='30+30*mod(3*floor(X/16)+5*floor(Y/16),7)'";
  const path = await make("pan.mkv", withBlocks(pan(tiles)), null);
  const seen = await brokenBlocksOf(path, 0);
  expect(seen[3]).toBeGreaterThan(20);
  expect([...seen.slice(0, 3), ...seen.slice(6)]).toEqual(new Array(7).fill(0));
});

it.each([
  ["a picture", SMOOTH],
  ["one that the camera pans over", pan(SMOOTH)],
])("sees speckles come out of nothing in %s, and cease to be", async (_what, scene) => {
  const speckles = "gt(T,.45)*lt(T,.95)*between(X,96,191)*between(Y,64,95)";
  const filter = `format=gray,geq=lum='if(${speckles},255*random(1),lum(X,Y)*.5)',format=yuv420p`;
  const path = await make(`speckles-${scene.length}.mkv`, `${scene},${filter}`, null);
  const { picture } = await measure(measurable(path, { sound: null }));
  // All of the patch, a twentieth of the picture; each is near others before and after.
  expect(picture?.speckled.map((share) => share > 0.04)).toEqual(seriesOf(10, 3));
  expect(picture?.cleared.map((share) => share > 0.04)).toEqual(seriesOf(10, 5));
});

/** So many, of which only one is true. */
const seriesOf = (count: number, one: number) => Array.from({ length: count }, (_, at) => at === one);

it("does not take gravel that the camera pans over for speckles, and knows another picture from one that moves", async () => {
  const gravel = pan("color=c=gray:s=320x192:r=25:d=2,noise=alls=100:all_seed=7");
  const path = await make("gravel.mkv", `${gravel},negate=enable='gt(t,1.1)'`, null);
  const { picture } = await measure(measurable(path, { sound: null }));
  expect(picture?.speckled).toEqual(new Array(10).fill(0));
  expect(picture?.unlike.map((share) => share > 0.25)).toEqual(
    seriesOf(10, 6).map((isOther, sample) => isOther || sample === 0),
  );
});

it("knows a picture most of which is grey for a while as the same one, and another one as that", async () => {
  const shapes = "color=c=gray:s=320x192:r=25:d=2,format=gray,geq=lum='40+30*mod(3*floor(X/64)+5*floor(Y/48),7)'";
  const wrong = "gt(T,.45)*lt(T,.95)*gt(Y,95)";
  const filter = `geq=lum='if(${wrong},128,if(gt(T,1.45),lum(W-X,H-Y),lum(X,Y)))',format=yuv420p`;
  const path = await make("grey.mkv", `${shapes},${filter}`, null);
  const { picture } = await measure(measurable(path, { sound: null }));
  const [unlike = [], likeness = []] = [picture?.unlike, picture?.likeness];
  expect([3, 5, 8].map((sample) => (unlike[sample] ?? 0) > 0.25)).toEqual([true, true, true]);
  expect([3, 5, 8].map((sample) => (likeness[sample] ?? 0) > 0.3)).toEqual([true, true, false]);
  expect(likeness[1]).toBe(1);
});

it("does not take slanted edges for speckles, however many come at once", async () => {
  const stripes = "gt(T,.45)*lt(mod(X+Y,64),32)";
  const scene = `color=c=gray:s=320x192:r=25:d=1,format=gray,geq=lum='40+180*${stripes}',format=yuv420p`;
  const { picture } = await measure(measurable(await make("slanted.mkv", scene, null), { sound: null }));
  expect(picture?.speckled).toEqual(new Array(5).fill(0));
});

it("tells of ranges, one after another, what it tells of all at once", async () => {
  const path = join(directory, "ranges.mp4");
  const inputs = [
    "testsrc2=s=320x192:r=30000/1001:d=9,noise=alls=20:allf=t",
    "aevalsrc='.3*sin(600*t*t)*(1+sin(9*t))':s=44100:d=8.5",
  ];
  await ffmpeg([
    ...inputs.flatMap((input) => ["-f", "lavfi", "-i", input]),
    ...["-c:v", "libx264", "-preset", "veryfast", "-g", "47", "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "2", path],
  ]);
  const ranges = [
    [0, 30],
    [30, 60],
    [60, null],
  ] as const;
  const parts = await Promise.all(ranges.map(([from, to]) => measure(measurable(path, { range: { from, to } }))));
  const done: number[] = [];
  const [whole, again] = [await measure(measurable(path, { told: (ms) => done.push(ms) })), joined(parts)];
  expect(done.at(-1)).toBe((whole.picture?.change.length ?? 0) * PICTURE_MS);
  expect(done[0]).toBe(PICTURE_MS);
  expect(whole.picture?.change.length).toBeGreaterThanOrEqual(45);
  expect(again.picture).toEqual(whole.picture);
  const { energy: energyOfParts = [], ...soundOfParts } = again.sound ?? {};
  const { energy = [], ...sound } = whole.sound ?? {};
  expect(soundOfParts).toEqual(sound);
  // A filter with a memory forgets how it began, but never quite.
  for (const [sample, value] of energy.entries()) expect(energyOfParts[sample]).toBeCloseTo(value, 6);
});

it.each([
  ["a quiet one", "aevalsrc='.02*sin(900*t*t)*(1.2+sin(t))':s=48000:d=12"],
  ["a loud one with pauses", "aevalsrc='.9*sin(3000*t)*gt(mod(t,5),2)*(1-.05*t)':s=48000:d=12"],
  ["one whose peaks lie between samples", "aevalsrc='.98*min(1,min(t,5-t))*sin(2*PI*6000*t+PI/8)':s=48000:d=5"],
])("hears programmes as loud as ffmpeg's meter does: %s", async (_what, signal) => {
  const path = await make(`loudness-${signal.length}.mkv`, null, `${signal},pan=stereo|c0=c0|c1=c0`);
  const { sound } = await measure(measurable(path, { picture: null }));
  const args = ["-nostdin", "-i", path, "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"];
  const { stderr: meter } = await promisify(execFile)("ffmpeg", args);
  const said = ["I", "LRA", "Peak"].map((name) => Number(new RegExp(`^\\s*${name}:\\s*(\\S+)`, "m").exec(meter)?.[1]));
  const heard = sound && loudnessOf(sound);
  const values = [heard?.integratedLufs, heard?.rangeLu, heard?.truePeakDbtp];
  for (const [index, value] of values.entries())
    expect(Math.abs((value ?? 99) - (said[index] ?? 0))).toBeLessThan(0.35);
});

it("hears one channel as loud as it is", async () => {
  const path = await make("mono.mkv", null, "aevalsrc='.9*sin(2000*t)':s=48000:d=1");
  const { sound } = await measure(measurable(path, { picture: null, sound: { track: 1, channels: 1 } }));
  expect(sound?.truePeak).toBeCloseTo(0.9, 2);
  expect(sound?.level[5]).toBeCloseTo(20 * Math.log10(0.9) - 3.01, 1);
});

it("hears samples pile up at full scale where a wave is cut off", async () => {
  const path = await make("cut.mkv", null, "sine=f=300:r=48000:d=1,volume=36dB,aformat=s16,pan=stereo|c0=c0|c1=c0");
  const { sound } = await measure(measurable(path, { picture: null }));
  expect(sound?.nearFull[5]).toBeGreaterThan(0.3);
});

it("does not call a file checked of which nothing can be decoded", async () => {
  const path = join(directory, "sound-only.mkv");
  await ffmpeg(["-f", "lavfi", "-i", "sine=d=1", path]);
  await expect(measure(measurable(path))).rejects.toThrow();
});
