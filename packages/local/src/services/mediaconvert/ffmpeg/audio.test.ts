import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { audioFilters } from "./audio.ts";

/** Highest sample of each channel, of a tone at .5 in one channel or in the left of two. */
async function peaks(channels: "mono" | "stereo", RemixSettings?: Parameters<typeof audioFilters>[0]["RemixSettings"]) {
  const tone = channels === "mono" ? ".5*sin(3000*t)" : ".5*sin(3000*t)|0";
  const settings = { CodecSettings: { AacSettings: { CodingMode: "CODING_MODE_2_0" as const } } };
  const filters = audioFilters({ ...settings, ...(RemixSettings && { RemixSettings }) }).join();
  const input = ["-f", "lavfi", "-i", `aevalsrc='${tone}':s=48000:d=0.2`];
  const { stdout } = await promisify(execFile)(
    "ffmpeg",
    ["-nostdin", "-v", "error", ...input, "-af", filters, "-f", "f32le", "pipe:1"],
    { encoding: "buffer" },
  );
  const samples = new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length));
  return [0, 1].map((channel) => Math.max(...samples.filter((_, at) => at % 2 === channel)));
}

const mapping = (...outputs: number[][]) => ({
  ChannelMapping: { OutputChannels: outputs.map((InputChannels) => ({ InputChannels })) },
  ChannelsIn: outputs[0]?.length ?? 0,
  ChannelsOut: outputs.length,
});

it.each([
  ["one channel on both sides, as loud as it is", "mono", mapping([0], [0]), [0.5, 0.5]],
  ["one channel lower on one side", "mono", mapping([0], [-6]), [0.5, 0.25]],
  ["two channels the other way round", "stereo", mapping([-60, 0], [0, -60]), [0, 0.5]],
  ["one channel spread over two, without a mapping", "mono", undefined, [0.354, 0.354]],
] as const)("puts %s", async (_what, channels, settings, expected) => {
  const [left = 0, right = 0] = await peaks(channels, settings);
  expect(left).toBeCloseTo(expected[0], 2);
  expect(right).toBeCloseTo(expected[1], 2);
});
