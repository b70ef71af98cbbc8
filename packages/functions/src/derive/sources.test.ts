import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Technical } from "@videoflow/core/asset/technical.schema";
import { derivativesJob } from "@videoflow/core/derivative/job";
import { FRAME_INTERVAL_MS, planOf } from "@videoflow/core/derivative/plan";
import { QUEUE, ROLE, startMediaConvert } from "@videoflow/local/services/mediaconvert/testing";
import { gate } from "@videoflow/media/gate";
import { inspect } from "@videoflow/media/inspect";
import { verifyAudio } from "@videoflow/media/verify-audio";
import { verifyFrames } from "@videoflow/media/verify-frames";
import { verifyProxy } from "@videoflow/media/verify-proxy";
import { afterAll, beforeAll, expect, it } from "vitest";

let cloud: Awaited<ReturnType<typeof startMediaConvert>>;
beforeAll(async () => {
  cloud = await startMediaConvert();
  await cloud.createBuckets();
});
afterAll(() => cloud.close());

const ffmpeg = (args: readonly string[]) => promisify(execFile)("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args]);

/** Red, green, blue and white quarters, clockwise from the upper left one. */
const quarters = (size = "320x240", rate = "25", seconds = "2", more = "") => {
  const [width = 0, height = 0] = size.split("x").map(Number);
  const quarter = (colour: string) => `color=${colour}:s=${width / 2}x${height / 2}:r=${rate}:d=${seconds}`;
  const rows = "[a][b]hstack[t];[d][c]hstack[u];[t][u]vstack";
  const inputs = ["red", "lime", "blue", "white"].map((colour, index) => `${quarter(colour)}[${"abcd"[index]}]`);
  return ["-f", "lavfi", "-i", `${inputs.join(";")};${rows}${more}`];
};
const sound = (source = "sine=f=440:r=48000:d=2") => ["-f", "lavfi", "-i", source];
const h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
/** From the usual colours and their white at 203 cd/m2, as ITU-R BT.2408 has it. */
const toHdr = (transfer: string) =>
  [
    ",setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv",
    ...["zscale=t=linear:npl=203", "format=gbrpf32le"],
    `zscale=p=bt2020:t=${transfer}:m=bt2020nc:r=tv:npl=203`,
    "format=yuv420p10le",
  ].join(",");
const hdr = (transfer: string) => [
  ...["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"],
  ...["-color_primaries", "bt2020", "-colorspace", "bt2020nc", "-color_trc", transfer],
];
const allTracks = ["-map", "0", "-map", "1", "-map", "2"];

const UPRIGHT = ["red", "lime", "blue", "white"];
const TURNED = { 90: ["white", "red", "lime", "blue"], 180: ["blue", "white", "red", "lime"] };

interface Expected {
  readonly size?: string;
  readonly rate?: number;
  readonly colours?: readonly string[];
  readonly technical?: object;
  readonly prepare?: (path: string) => Promise<void>;
  readonly isLoud?: boolean;
}

it.each<[string, readonly string[], Expected]>([
  ["plain.mp4", [...quarters(), ...sound(), ...h264, "-c:a", "aac"], { size: "320x240", rate: 25 }],
  ["turned-90.mp4", [...quarters(), ...h264], { size: "240x320", colours: TURNED[90], prepare: turn(90) }],
  ["turned-180.mp4", [...quarters(), ...h264], { size: "320x240", colours: TURNED[180], prepare: turn(180) }],
  ["turned-45.mp4", [...quarters(), ...h264], { size: "320x240", colours: [], prepare: turn(45) }],
  ["wide-pixels.mp4", [...quarters("720x576"), "-vf", "setsar=16/11", ...h264], { size: "982x540" }],
  [
    "varying-rate.mp4",
    [...quarters("320x240", "30", "4"), "-vf", "select='not(between(n,20,39))'", "-fps_mode", "vfr", ...h264],
    { technical: { video: { variableFrameRate: true } } },
  ],
  ["fast.mp4", [...quarters("320x240", "120"), ...h264], { rate: 60 }],
  ["one-picture.mp4", [...quarters(), "-frames:v", "1", ...h264], { technical: { durationMs: 40 } }],
  ["silent.mp4", [...quarters(), ...h264], { technical: { audio: null } }],
  ["sound-only.m4a", [...sound(), "-c:a", "aac"], { technical: { video: null }, isLoud: true }],
  ["very-short.wav", sound("sine=r=8000:d=0.02"), { technical: { durationMs: 20 } }],
  [
    "cover-art.mp3",
    [...sound(), ...quarters("64x64", "1", "1"), "-c:v", "mjpeg", "-disposition:v", "attached_pic"],
    { technical: { video: null }, isLoud: true },
  ],
  [
    // The first track is silent; the second is marked as the one to hear.
    "two-tracks.mkv",
    [
      ...[...quarters(), ...sound("anullsrc=r=48000,atrim=end=2"), ...sound(), ...allTracks, ...h264, "-c:a", "aac"],
      ...["-disposition:a:0", "0", "-disposition:a:1", "default"],
    ],
    { technical: { audio: { track: 2 } }, isLoud: true },
  ],
  [
    "eight-channels.mov",
    [
      ...quarters(),
      ...sound("sine=r=48000:d=2,pan=7.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0|c6=c0|c7=c0"),
      ...[...h264, "-c:a", "pcm_s16le", "-timecode", "01:00:00:00"],
    ],
    { technical: { audio: { channels: 8 }, timecode: "01:00:00:00" }, isLoud: true },
  ],
  ["dts.mkv", [...quarters(), ...sound(), ...h264, "-c:a", "dca", "-strict", "-2"], { isLoud: true }],
  ["ten-bit.mp4", [...quarters(), ...h264, "-pix_fmt", "yuv420p10le"], { technical: { video: { bitDepth: 10 } } }],
  ["full-colour.mp4", [...quarters(), ...h264, "-pix_fmt", "yuv444p"], {}],
  ["hdr-pq.mp4", [...quarters("320x240", "25", "2", toHdr("smpte2084")), ...hdr("smpte2084")], {}],
  ["hdr-hlg.mp4", [...quarters("320x240", "25", "2", toHdr("arib-std-b67")), ...hdr("arib-std-b67")], {}],
  [
    "hdr-without-primaries.mp4",
    [
      ...[...quarters("320x240", "25", "2", toHdr("smpte2084")), ...hdr("smpte2084")],
      ...["-bsf:v", "h264_metadata=colour_primaries=2:matrix_coefficients=2", "-movflags", "-write_colr"],
    ],
    { technical: { video: { hdr: "pq", colour: { primaries: null, matrix: null } } } },
  ],
  ["see-through.webm", [...quarters(), "-pix_fmt", "yuva420p", "-c:v", "libvpx-vp9", "-cpu-used", "8"], {}],
  [
    "interlaced.ts",
    [
      ...[...quarters("720x576", "50"), "-vf", "interlace,setsar=16/15"],
      ...["-c:v", "mpeg2video", "-b:v", "3M", "-flags", "+ilme+ildct"],
    ],
    { rate: 25, size: "720x540", technical: { video: { interlaced: true } } },
  ],
  ["late-clock.ts", [...quarters(), ...h264, "-output_ts_offset", "3600"], { technical: { durationMs: 2000 } }],
  ["fragmented.mp4", [...quarters(), ...h264, "-g", "25", "-movflags", "frag_keyframe+empty_moov"], {}],
  [
    "begins-in-the-middle.ts",
    [...quarters("320x240", "25", "4"), ...h264, "-g", "25"],
    { prepare: async (path) => writeFile(path, (await readFile(path)).subarray(20_077)) },
  ],
  [
    "without-index.avi",
    [...quarters(), ...sound(), "-c:v", "mpeg4", "-c:a", "mp3"],
    {
      prepare: async (path) => {
        const bytes = await readFile(path);
        await writeFile(path, bytes.fill(0x5a, bytes.lastIndexOf("idx1") + 8));
      },
    },
  ],
  [
    "one-pixel.mkv",
    [...quarters("4x4"), "-vf", "scale=1:1", "-c:v", "ffv1", "-pix_fmt", "bgr0"],
    { size: "32x32", colours: [] },
  ],
  ["8k.mp4", [...quarters("7680x4320"), "-frames:v", "1", ...h264], { size: "960x540" }],
])("%s becomes a proxy, sound and frames that prove to be right", async (name, recipe, expected) => {
  const path = cloud.local(name);
  await ffmpeg([...recipe, path]);
  await expected.prepare?.(path);
  const inspection = await inspect(path);
  expect(gate(inspection, { maxBytes: 1e9, maxDurationMs: 1e9 })).toEqual({ admitted: true });
  const technical = inspection.technical as Technical;
  expect(technical).toMatchObject(expected.technical ?? {});

  await cloud.put(name);
  const place = { input: `s3://input/${name}`, destination: `s3://media/${name}/` };
  const job = derivativesJob({ ...place, technical, role: ROLE, queue: QUEUE, metadata: {}, token: name });
  expect(await cloud.end(await cloud.createJob(job.Settings ?? {}))).toMatchObject({ status: "COMPLETE" });

  const { proxy, audio, frames } = planOf(technical);
  if (proxy && frames) {
    const file = await cloud.get(`${name}/proxy.mp4`);
    const { width, height } = await verifyProxy(file, proxy);
    if (expected.size) expect(`${width}x${height}`).toBe(expected.size);
    if (expected.rate) expect(proxy.frameRate.numerator / proxy.frameRate.denominator).toBe(expected.rate);
    const colours = expected.colours ?? UPRIGHT;
    expect((await quartersOf(file)).slice(0, colours.length)).toEqual(colours);
    const { count } = frames;
    await verifyFrames({ count, intervalMs: FRAME_INTERVAL_MS, read: (indexes) => readFrames(name, indexes) }, frames);
  }
  if (audio) {
    const file = await cloud.get(`${name}/audio.m4a`);
    await verifyAudio(file, audio);
    if (expected.isLoud) expect(await meanVolume(file)).toBeGreaterThan(-30);
  }
});

async function* readFrames(name: string, indexes: Iterable<number>): AsyncGenerator<Uint8Array> {
  for (const index of indexes)
    yield await readFile(await cloud.get(`${name}/frames/frame.${String(index).padStart(7, "0")}.jpg`));
}

/** Writes a turn clockwise, in degrees, into the picture's track header, as a camera does. ISO/IEC 14496-12, 8.3.2. */
function turn(degrees: number): (path: string) => Promise<void> {
  return async (path) => {
    const bytes = await readFile(path);
    const header = bytes.indexOf("tkhd");
    const matrix = header + 4 + (bytes[header + 4] === 1 ? 52 : 40);
    const [cos, sin] = [Math.cos, Math.sin].map((of) => Math.round(of((degrees * Math.PI) / 180) * 0x10000));
    const values = [cos, sin, 0, -(sin ?? 0), cos, 0, 0, 0, 0x40000000];
    for (const [index, value] of values.entries()) bytes.writeInt32BE(value ?? 0, matrix + index * 4);
    await writeFile(path, bytes);
  };
}

/** The colours in the middle of the quarters of the first picture, clockwise from the upper left one. */
async function quartersOf(file: string): Promise<string[]> {
  const args = ["-v", "error", "-i", file, "-frames:v", "1", "-vf", "scale=4:4:flags=area", "-pix_fmt", "rgb24"];
  const { stdout } = await promisify(execFile)("ffmpeg", [...args, "-f", "rawvideo", "-"], { encoding: "buffer" });
  return [0, 3, 15, 12].map((pixel) => nameOf(stdout.subarray(pixel * 3, pixel * 3 + 3)));
}

/** As a person would call it: bright enough to be seen as that colour, and clearly more of it than of the others. */
function nameOf([red = 0, green = 0, blue = 0]: Uint8Array): string {
  const isOn = [red, green, blue].map((value) => value > 150);
  const isOff = [red, green, blue].map((value) => value < 90);
  const name = ["red", "lime", "blue"].find((_, index) => isOn[index] && isOff.every((off, at) => at === index || off));
  return name ?? (isOn.every(Boolean) ? "white" : `rgb(${red}, ${green}, ${blue})`);
}

async function meanVolume(file: string): Promise<number> {
  const { stderr } = await promisify(execFile)("ffmpeg", ["-i", file, "-af", "volumedetect", "-f", "null", "-"]);
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1]);
}
