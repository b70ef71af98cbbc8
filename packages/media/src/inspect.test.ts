import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Inspection } from "@videoflow/core/asset/technical.schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cutOff, makeFootage, turnClockwise } from "./fixtures.ts";
import { inspect } from "./inspect.ts";

let directory = "";
let file: (name: string) => string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "inspect-"));
  file = await makeFootage(
    directory,
    ...["plain.mp4", "rotated.mp4", "varying-rate.mp4", "wide-pixels.mp4", "silent.mp4", "sound-only.m4a"],
    ...["two-languages.mkv", "cover-art.m4a", "ten-bit.mp4", "hdr-pq.mp4", "hdr-hlg.mp4", "interlaced.ts", "dts.mkv"],
    ...["late-sound.mp4", "no-length.mkv", "long.mp4", "long.mkv", "long.ts"],
  );
  await turnClockwise(file("rotated.mp4"));
  await copyFile(file("dts.mkv"), file("really-matroska.mp4"));
  await Promise.all(["mp4", "mkv", "ts"].map((type) => cutOff(file(`long.${type}`), 0.5, file(`half.${type}`))));
}, 60_000);

afterAll(() => rm(directory, { recursive: true }));

const h264Aac = { video: { codec: "h264", width: 320, height: 240 }, audio: { codec: "aac", channels: 1 } };

describe("footage as people have it", () => {
  it.each([
    ["plain.mp4", { container: "mp4", durationMs: 2000, ...h264Aac }],
    ["plain.mp4", { video: { frameRateRational: "25/1", frameRate: 25, variableFrameRate: false, interlaced: false } }],
    ["rotated.mp4", { video: { width: 320, height: 240, rotation: 90, displayWidth: 240, displayHeight: 320 } }],
    ["varying-rate.mp4", { video: { variableFrameRate: true, endMs: 4000 } }],
    ["wide-pixels.mp4", { video: { pixelAspect: "16:11", width: 720, displayWidth: 1047, displayHeight: 576 } }],
    ["silent.mp4", { audio: null, audioTracks: [] }],
    ["sound-only.m4a", { container: "m4a", video: null, audio: { sampleRate: 48_000 } }],
    ["two-languages.mkv", { container: "matroska", audio: { track: 2, channels: 2, language: "deu", default: true } }],
    ["cover-art.m4a", { video: null, audio: { codec: "aac" }, attachedPictures: [{ codec: "mjpeg", width: 100 }] }],
    ["ten-bit.mp4", { video: { bitDepth: 10, hdr: "none" } }],
    ["hdr-pq.mp4", { video: { hdr: "pq", colour: { primaries: "bt2020" } } }],
    ["hdr-hlg.mp4", { video: { hdr: "hlg" } }],
    ["interlaced.ts", { container: "mpegts", video: { codec: "mpeg2video", interlaced: true, frameRate: 25 } }],
    ["dts.mkv", { audio: { codec: "dts" } }],
    ["really-matroska.mp4", { container: "matroska", audio: { codec: "dts" } }],
    ["late-sound.mp4", { audio: { startMs: expect.closeTo(700, -2) }, video: { startMs: 0 } }],
    ["no-length.mkv", { durationMs: expect.closeTo(2000, -2) }],
  ])("reads %s as %j", async (name, expected) => {
    const inspection = await inspect(file(name));
    expect(inspection.technical).toMatchObject(expected);
    expect(Inspection.parse(inspection)).toEqual(inspection);
  });
});

describe("footage that was cut off", () => {
  it.each(["mp4", "mkv", "ts"])("knows how much of a halved %s is really there", async (type) => {
    const { technical, video } = await inspect(file(`half.${type}`));
    expect(video.frames).toBeGreaterThan(0);
    expect(technical?.video?.endMs).toBeGreaterThan(2500);
    expect(technical?.video?.endMs).toBeLessThan(5500);
  });
});

it("reads a URL as it reads the file, by a few ranges", async () => {
  const bytes = await readFile(file("plain.mp4"));
  const server = createServer((request, response) => {
    const [, from = "0", to = ""] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "") ?? [];
    const end = Math.min(bytes.length - 1, to === "" ? bytes.length - 1 : Number(to));
    response.writeHead(206, { "content-range": `bytes ${from}-${end}/${bytes.length}`, "accept-ranges": "bytes" });
    response.end(bytes.subarray(Number(from), end + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/a%20film?X-Amz-Signature=abc`;
    expect(await inspect(url)).toEqual(await inspect(file("plain.mp4")));
  } finally {
    server.close();
  }
});

it("says that it cannot reach a source instead of calling it broken", async () => {
  await expect(inspect(file("nowhere.mp4"))).rejects.toThrow("ENOENT");
});

it("takes a name that looks like an address for a file", async () => {
  await writeFile(file("concat:a|b.mp4"), await readFile(file("plain.mp4")));
  expect((await inspect(file("concat:a|b.mp4"))).technical?.container).toBe("mp4");
});
