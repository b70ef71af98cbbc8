import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFootage } from "./fixtures.ts";
import { gate } from "./gate.ts";
import { inspect } from "./inspect.ts";

const LIMITS = { maxDurationMs: 3_600_000, maxBytes: 1e9 };
const requests: string[] = [];
let server: Server;
let directory = "";
let secret = "";
let url = "";

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "attack-"));
  secret = (await makeFootage(directory, "plain.mp4"))("plain.mp4");
  server = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/leak`;
});

afterAll(async () => {
  server.close();
  await rm(directory, { recursive: true });
});

const hls = (target: string) =>
  `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${target}\n#EXT-X-ENDLIST\n`;
const dash = (target: string) =>
  `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT2S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>${target}</BaseURL></Representation></AdaptationSet></Period></MPD>`;
const sdp = () => `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n`;

describe("a playlist that was given a film's name", () => {
  it.each([
    ["HLS to a local file", () => hls(secret)],
    ["HLS to an address", () => hls(url)],
    [
      "HLS with a key at an address",
      () => hls(secret).replace("#EXTINF", `#EXT-X-KEY:METHOD=AES-128,URI="${url}"\n#EXTINF`),
    ],
    ["a concat list of a local file", () => `ffconcat version 1.0\nfile '${secret}'\n`],
    ["a concat list of an address", () => `ffconcat version 1.0\nfile '${url}'\n`],
    ["a session description", sdp],
    ["DASH to a local file", () => dash(secret)],
    ["DASH to an address", () => dash(url)],
    ["an ASX list", () => `<asx version="3.0"><entry><ref href="${url}"/></entry></asx>`],
    ["a PLS list", () => `[playlist]\nFile1=${url}\nNumberOfEntries=1\n`],
  ])("is refused and reads nothing: %s", async (_name, content) => {
    const attack = join(directory, "attack.mp4");
    await writeFile(attack, content());
    const inspection = await inspect(attack);
    expect(inspection.technical).toBeNull();
    expect(gate(inspection, LIMITS)).toMatchObject({ admitted: false, code: "playlist" });
    expect(requests).toEqual([]);
  });
});
