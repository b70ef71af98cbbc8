import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { derivatives, ffmpeg, startMediaConvert } from "./testing.ts";

let cloud: Awaited<ReturnType<typeof startMediaConvert>>;

beforeAll(async () => {
  cloud = await startMediaConvert();
  await cloud.createBuckets();
});
afterAll(() => cloud.close());

const picture = (size = "320x240", seconds = 5, rate = "25") => [
  ...["-f", "lavfi", "-i", `testsrc2=s=${size}:r=${rate}:d=${seconds}`],
];
const sound = (seconds = 5) => ["-f", "lavfi", "-i", `sine=f=440:r=48000:d=${seconds}`];
const h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
const ten = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"];
const pq = [...ten, "-color_primaries", "bt2020", "-colorspace", "bt2020nc", "-color_trc", "smpte2084"];
const both = { video: true, audio: true };
const pictureOnly = { video: true, audio: false };
const soundOnly = { video: false, audio: true };

interface Stream {
  codec_name: string;
  codec_type: string;
  width?: number;
  height?: number;
  pix_fmt?: string;
  sample_aspect_ratio?: string;
  sample_rate?: string;
  channels?: number;
  duration: string;
  r_frame_rate: string;
  avg_frame_rate: string;
  field_order?: string;
  color_transfer?: string;
}

async function streamsOf(file: string): Promise<Stream[]> {
  const { stdout } = await promisify(execFile)("ffprobe", ["-v", "error", "-show_streams", "-of", "json", file]);
  return (JSON.parse(stdout) as { streams: Stream[] }).streams;
}

const framesOf = async (name: string) =>
  ((await cloud.s3.send(new ListObjectsV2Command({ Bucket: "media", Prefix: `${name}/frames/` }))).Contents ?? []).map(
    ({ Key }) => Key?.slice(`${name}/frames/`.length),
  );

describe("one job with one decode makes all derivatives of", () => {
  it.each([
    ["plain.mp4", [...picture(), ...sound(), ...h264, "-c:a", "aac"], both],
    ["silent.mp4", [...picture(), ...h264], pictureOnly],
    ["sound-only.m4a", [...sound(), "-c:a", "aac"], soundOnly],
    ["wide-pixels.mp4", [...picture("720x576"), "-vf", "setsar=16/11", ...h264], pictureOnly],
    ["dts.mkv", [...picture(), ...sound(), ...h264, "-c:a", "dca", "-strict", "-2"], both],
    ["ten-bit.mp4", [...picture(), ...ten], pictureOnly],
    ["hdr.mp4", [...picture(), ...pq], pictureOnly],
    [
      "interlaced.ts",
      [...picture("720x576", 5, "50"), "-vf", "interlace", "-c:v", "mpeg2video", "-flags", "+ilme+ildct"],
      pictureOnly,
    ],
    [
      "varying-rate.mp4",
      [...picture("320x240", 5, "30"), "-vf", "select='not(between(n,20,59))'", "-fps_mode", "vfr", ...h264],
      pictureOnly,
    ],
    [
      "late-picture.mkv",
      [...sound(), "-itsoffset", "1", ...picture("320x240", 4), "-map", "0", "-map", "1", ...h264, "-c:a", "aac"],
      both,
    ],
    [
      "cover-art.m4a",
      [...sound(), ...picture("64x64", 1, "1"), "-c:a", "aac", "-c:v", "mjpeg", "-disposition:v", "attached_pic"],
      soundOnly,
    ],
  ])("%s", async (name, recipe, has) => {
    await ffmpeg([...recipe, cloud.local(name)]);
    await cloud.put(name);
    const preprocessors = { Deinterlacer: {}, ColorCorrector: { ColorSpaceConversion: "FORCE_709" } };
    const id = await cloud.createJob(derivatives(name, has, { VideoPreprocessors: preprocessors }));
    const end = await cloud.end(id);
    expect(end).toMatchObject({ status: "COMPLETE" });

    if (has.video) {
      const streams = await streamsOf(await cloud.get(`${name}/proxy.mp4`));
      const [video, audio] = streams;
      expect(streams.length).toBe(has.audio ? 2 : 1);
      expect(video).toMatchObject({ codec_name: "h264", width: 160, height: 120, pix_fmt: "yuv420p" });
      expect(video).toMatchObject({ sample_aspect_ratio: "1:1", field_order: "progressive" });
      if (name === "hdr.mp4") expect(video).toMatchObject({ color_transfer: "bt709" });
      expect(video?.r_frame_rate).toBe(video?.avg_frame_rate);
      expect(Math.abs(Number(video?.duration) - 5)).toBeLessThanOrEqual(0.05);
      if (audio) expect(audio).toMatchObject({ codec_name: "aac", sample_rate: "48000", channels: 2 });
      expect(await framesOf(name)).toEqual(["frame.0000000.jpg", "frame.0000001.jpg", "frame.0000002.jpg"]);
      const bytes = await readFile(await cloud.get(`${name}/proxy.mp4`));
      expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
    }
    if (has.audio) {
      const [audio] = await streamsOf(await cloud.get(`${name}/audio.m4a`));
      expect(audio).toMatchObject({ codec_name: "aac", sample_rate: "16000", channels: 1 });
      expect(Math.abs(Number(audio?.duration) - 5)).toBeLessThanOrEqual(0.2);
    }
  });
});

it("turns footage upright that was stored on its side", async () => {
  await ffmpeg([...picture(), ...h264, cloud.local("lying.mp4")]);
  const bytes = await readFile(cloud.local("lying.mp4"));
  const matrix = bytes.indexOf("tkhd") + 44;
  for (const [index, value] of [0, 65536, 0, -65536, 0, 0, 240 * 65536, 0, 0x40000000].entries()) {
    bytes.writeInt32BE(value, matrix + index * 4);
  }
  await writeFile(cloud.local("turned.mp4"), bytes);
  await cloud.put("turned.mp4");
  const settings = derivatives("turned.mp4", pictureOnly, {
    Width: undefined,
    Height: 160,
    ScalingBehavior: "DEFAULT",
  });
  const { status, outputGroupDetails = [] } = await cloud.end(await cloud.createJob(settings));
  expect(status).toBe("COMPLETE");
  const [video] = await streamsOf(await cloud.get("turned.mp4/proxy.mp4"));
  const [capture] = await streamsOf(await cloud.get("turned.mp4/frames/frame.0000000.jpg"));
  expect(video).toMatchObject({ width: 120, height: 160 });
  // What is told of a size is so.
  const sizes = [video, capture].map((stream) => ({ widthInPx: stream?.width, heightInPx: stream?.height }));
  expect(outputGroupDetails.flatMap(({ outputDetails }) => outputDetails.map((one) => one.videoDetails))).toEqual(
    sizes,
  );
});

it("captures what is to be seen at 0, 2 and 4 seconds", async () => {
  // Black, but white for the one frame at each of these times.
  const flash = "color=c=black:s=320x240:r=25:d=5,geq=lum='if(not(mod(N,50)),235,16)':cb=128:cr=128";
  await ffmpeg(["-f", "lavfi", "-i", flash, ...h264, "-qp", "0", cloud.local("flash.mp4")]);
  await cloud.put("flash.mp4");
  await cloud.end(await cloud.createJob(derivatives("flash.mp4", pictureOnly)));
  for (const frame of ["frame.0000000.jpg", "frame.0000001.jpg", "frame.0000002.jpg"]) {
    const file = await cloud.get(`flash.mp4/frames/${frame}`);
    const args = ["-v", "error", "-i", file, "-vf", "scale=1:1,format=gray", "-f", "rawvideo", "-"];
    const { stdout } = await promisify(execFile)("ffmpeg", args, { encoding: "buffer" });
    expect(stdout[0]).toBeGreaterThan(220);
  }
});

it("brings quiet sound to the loudness that was asked for", async () => {
  await ffmpeg([...sound(10), "-af", "volume=-20dB,tremolo=f=2:d=0.5", cloud.local("quiet.wav")]);
  await cloud.put("quiet.wav");
  await cloud.end(await cloud.createJob(derivatives("quiet.wav", soundOnly)));
  const file = await cloud.get("quiet.wav/audio.m4a");
  const { stderr } = await promisify(execFile)("ffmpeg", ["-nostats", "-i", file, "-af", "ebur128", "-f", "null", "-"]);
  const loudness = Number(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(stderr)?.[1]);
  expect(Math.abs(loudness - -16)).toBeLessThan(1.5);
});
