import { execFile } from "node:child_process";
import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import type { FrameSet } from "./frame-set.ts";

const picture = (size = "320x240", rate = "25", seconds = 2) => [
  ...["-f", "lavfi", "-i", `testsrc2=s=${size}:r=${rate}:d=${seconds}`],
];
const sound = (hertz = 440, seconds = 2) => ["-f", "lavfi", "-i", `sine=f=${hertz}:r=48000:d=${seconds}`];
const h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
const tenBit = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"];
const bt2020 = ["-color_primaries", "bt2020", "-colorspace", "bt2020nc"];

type Recipe = readonly string[];

/** Footage as people have it, by file name. Made by ffmpeg when a test asks; arguments without the output. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  "plain.mp4": [...picture(), ...sound(), ...h264, "-c:a", "aac", "-movflags", "+faststart"],
  "rotated.mp4": [...picture(), ...sound(), ...h264, "-c:a", "aac"],
  "varying-rate.mp4": [
    ...picture("320x240", "30", 4),
    ...["-vf", "select='not(between(n,20,39))*not(eq(mod(n,7),3))'", "-fps_mode", "vfr", ...h264],
  ],
  "wide-pixels.mp4": [...picture("720x576"), "-vf", "setsar=16/11", ...h264],
  "silent.mp4": [...picture(), ...h264],
  "sound-only.m4a": [...sound(), "-c:a", "aac"],
  "two-languages.mkv": [
    ...picture(),
    ...sound(300),
    ...sound(600),
    ...["-map", "0", "-map", "1", "-map", "2", ...h264, "-c:a", "aac", "-ac:a:1", "2"],
    ...["-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=deu"],
    ...["-disposition:a:0", "0", "-disposition:a:1", "default"],
  ],
  "cover-art.m4a": [
    ...sound(),
    ...picture("100x100", "1", 1),
    ...["-map", "0", "-map", "1", "-c:a", "aac", "-c:v", "mjpeg", "-frames:v", "1", "-disposition:v", "attached_pic"],
  ],
  "ten-bit.mp4": [...picture(), ...tenBit],
  "hdr-pq.mp4": [...picture(), ...tenBit, ...bt2020, "-color_trc", "smpte2084"],
  "hdr-hlg.mp4": [...picture(), ...tenBit, ...bt2020, "-color_trc", "arib-std-b67"],
  "interlaced.ts": [
    ...picture("720x576", "50"),
    ...["-vf", "interlace", "-c:v", "mpeg2video", "-b:v", "3M", "-flags", "+ilme+ildct", "-top", "1"],
  ],
  "dts.mkv": [...picture(), ...sound(), ...h264, "-c:a", "dca", "-strict", "-2"],
  "late-sound.mp4": [
    ...picture(),
    "-itsoffset",
    "0.7",
    ...sound(440, 1),
    "-map",
    "0",
    "-map",
    "1",
    ...h264,
    "-c:a",
    "aac",
  ],
  "encrypted.mp4": [
    ...[...picture(), ...sound(), ...h264, "-c:a", "aac", "-encryption_scheme", "cenc-aes-ctr"],
    ...["-encryption_key", "76a6c65c5ea762046bd749a2e632ccbb", "-encryption_kid", "a7e61c373e219033c21091fa607bf3b8"],
  ],
  "no-length.mkv": [...picture(), ...sound(), ...h264, "-c:a", "aac", "-live", "1"],
  "long.mp4": [...picture("320x240", "25", 8), ...h264, "-g", "25", "-movflags", "+faststart"],
  "long.mkv": [...picture("320x240", "25", 8), ...h264, "-g", "25"],
  "long.ts": [...picture("320x240", "25", 8), ...sound(440, 8), ...h264, "-g", "25", "-c:a", "aac"],
  "index-last.mp4": [...picture("320x240", "25", 4), ...h264],
  "picture.jpg": [...picture(), "-frames:v", "1"],
  "picture.gif": [...picture("64x64", "5", 1)],
};

/** Makes files in `directory` and returns a function that names them. */
export async function makeFootage(directory: string, ...names: readonly string[]): Promise<(name: string) => string> {
  const at = (name: string) => join(directory, name);
  for (const name of names) await ffmpeg([...(RECIPES[name] ?? unknown(name)), at(name)]);
  return at;
}

function unknown(name: string): never {
  throw new Error(`There is no recipe for ${name}`);
}

/** Frames that lie in a folder, as `frame.0000000.jpg` and so on. */
export const framesIn = (directory: string, count: number): FrameSet => ({
  ...{ count, intervalMs: 2000 },
  read: (indexes) => Readable.from(Iterator.from(indexes).map((index) => readFile(framePath(directory, index)))),
});

export const framePath = (directory: string, index: number): string =>
  join(directory, `frame.${String(index).padStart(7, "0")}.jpg`);

export async function ffmpeg(args: readonly string[]): Promise<void> {
  await promisify(execFile)("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args]);
}

/** Writes a quarter turn clockwise into the picture's track header, as a phone does. ISO/IEC 14496-12, 8.3.2. */
export async function turnClockwise(path: string): Promise<void> {
  const bytes = await readFile(path);
  const header = bytes.indexOf("tkhd");
  const matrix = header + 4 + (bytes[header + 4] === 1 ? 52 : 40);
  const quarter = [0, 0x10000, 0, -0x10000, 0, 0, 240 * 0x10000, 0, 0x40000000];
  for (const [index, value] of quarter.entries()) bytes.writeInt32BE(value, matrix + index * 4);
  await writeFile(path, bytes);
}

/** A copy of a file that ends at a share of its length. */
export async function cutOff(path: string, share: number, to: string): Promise<string> {
  const bytes = await readFile(path);
  await writeFile(to, bytes);
  await truncate(to, Math.floor(bytes.length * share));
  return to;
}

/** H.264 as the job codes it: arithmetic coding, in which one wrong bit spoils all that follows in its slice. */
export const asTheJobCodes = ["-preset", "veryfast", "-profile:v", "high", "-g", "20"];

/**
 * Turns `count` bytes over in the middle of each key picture of a file, or of ten pictures in between: one alone may come out as another
 * picture that can be decoded.
 */
export async function damage(path: string, { isKey, count }: { isKey: boolean; count: number }): Promise<void> {
  const args = ["-v", "error", "-select_streams", "v", "-show_entries", "packet=pos,size,flags", "-of", "json", path];
  const { stdout } = await promisify(execFile)("ffprobe", args);
  const { packets } = JSON.parse(stdout) as { packets: { pos: string; size: string; flags: string }[] };
  const meant = packets.filter(({ flags, size }) => flags.includes("K") === isKey && Number(size) > 600).slice(-10);
  if (meant.length === 0) throw new Error(`${path} has no such picture`);
  const bytes = await readFile(path);
  for (const { pos, size } of meant) {
    const middle = Number(pos) + (Number(size) >> 1);
    for (let at = middle; at < middle + count; at++) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
  }
  await writeFile(path, bytes);
}
