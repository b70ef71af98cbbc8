import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ffmpeg } from "../fixtures.ts";
import { type Measurable, measure } from "./measure.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "measure-"));
});
afterAll(() => rm(directory, { recursive: true }));

const grid = { x: { pitch: 16, offset: 0 }, y: { pitch: 16, offset: 0 } };
const measurable = (source: string, changes: Partial<Measurable> = {}): Measurable => ({
  source,
  ...{ picture: { width: 320, height: 192, grid }, soundTrack: 1, timeoutMs: 60_000, ...changes },
});

async function make(name: string, picture: string | null, sound: string | null): Promise<string> {
  const path = join(directory, name);
  const inputs = [picture, sound].filter((input) => input !== null).flatMap((input) => ["-f", "lavfi", "-i", input]);
  await ffmpeg([...inputs, "-c:v", "ffv1", "-pix_fmt", "yuv420p", "-c:a", "pcm_f32le", path]);
  return path;
}

const PICTURE = "testsrc2=s=320x192:r=25:d=2";

it("tells of picture and sound ten times a second, and of the loudness of the whole", async () => {
  const path = await make("both.mkv", PICTURE, "sine=f=1000:r=48000:d=2,volume=18dB,pan=stereo|c0=c0|c1=c0");
  const { picture, sound, loudness } = await measure(measurable(path));
  expect(picture?.change).toHaveLength(20);
  expect(picture?.highlights).toHaveLength(20);
  expect(picture?.sharpness).toHaveLength(10);
  expect(sound?.level).toHaveLength(20);
  // A sine at full scale has 3.01 dB less than that as its root mean square.
  expect(Math.max(...(sound?.peak ?? []))).toBeCloseTo(0.99, 1);
  expect(sound?.level[10]).toBeCloseTo(-3.1, 0);
  expect(loudness?.truePeakDbtp).toBeCloseTo(0, 0);
});

it("is exact about a picture that stands still, and knows how dark it is", async () => {
  const path = await make("still.mkv", "color=c=black:s=320x192:r=25:d=1", null);
  const { picture, sound, loudness } = await measure(measurable(path, { soundTrack: null }));
  expect(picture?.change.slice(1)).toEqual(new Array(9).fill(0));
  expect(picture?.highlights).toEqual(new Array(10).fill(16));
  expect(picture?.sharpness.every(Number.isNaN)).toBe(true);
  expect([sound, loudness]).toEqual([null, null]);
});

it("measures the same picture softer when it is out of focus, however soft", async () => {
  const sharpness = async (filter: string) => {
    const path = await make(`focus-${filter.length}.mkv`, `${PICTURE}${filter}`, null);
    const { picture } = await measure(measurable(path, { soundTrack: null }));
    return picture?.sharpness[3] ?? Number.NaN;
  };
  const [sharp, soft, softer] = [await sharpness(""), await sharpness(",gblur=3"), await sharpness(",gblur=7.5")];
  expect(sharp).toBeGreaterThan(0.8);
  expect(soft).toBeLessThan(0.7 * sharp);
  expect(softer).toBeLessThan(0.7 * soft);
});

it("sees blocks where they lie on the grid, and takes the same steps beside it for part of the scene", async () => {
  // Every block of 16 has a brightness of its own.
  const blocks = "nullsrc=s=320x192:r=25:d=1,geq=lum='128+40*sin(7*floor(X/16)+13*floor(Y/16))':cb=128:cr=128";
  const path = await make("blocks.mkv", blocks, null);
  const at = async (offset: number) => {
    const side = { pitch: 16, offset };
    const picture = { width: 320, height: 192, grid: { x: side, y: side } };
    return (await measure(measurable(path, { picture, soundTrack: null }))).picture?.brokenBorders[1] ?? 0;
  };
  expect(await at(0)).toBeGreaterThan(0.1);
  expect(await at(6)).toBe(0);
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
