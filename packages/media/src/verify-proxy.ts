import type { Plan } from "@videoflow/core/derivative/plan";
import { isFastStart, readBoxes } from "./boxes.ts";
import { type RawStream, readThrough } from "./probe.ts";
import { expectDecoded, expectThat } from "./verification.ts";

export interface ProxyFacts {
  readonly durationMs: number;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/**
 * Inspects a proxy that was written: returns what it is, or throws a VerificationError that names what is wrong. Of its pictures the
 * key pictures are decoded, which takes a fifth of the time; all of them are when it is measured (docs/decisions/verification.md).
 */
export async function verifyProxy(path: string, plan: NonNullable<Plan["proxy"]>): Promise<ProxyFacts> {
  expectThat("proxy", isFastStart(await readBoxes(path)), "its index (moov) does not stand before its media (mdat)");
  // It takes about a two hundredth of the time that it plays.
  const { streams, said } = await readThrough(path, 60_000 + plan.durationMs / 4);
  const video = streams.find((stream) => stream.codec_type === "video");
  const facts = checkVideo(video, plan);
  checkAudio(streams, plan.hasAudio);
  expectDecoded("proxy", said);
  return facts;
}

function checkVideo(video: RawStream | undefined, plan: NonNullable<Plan["proxy"]>): ProxyFacts {
  const { numerator, denominator } = plan.frameRate;
  const frameMs = (1000 * denominator) / numerator;
  const durationMs = Number(video?.duration) * 1000;
  const frames = Number(video?.nb_frames);
  const size = `${video?.width}x${video?.height}`;
  const aspect = video?.sample_aspect_ratio ?? "1:1";
  const turned = video?.side_data_list?.some((data) => data.rotation);
  expectThat("proxy", video?.codec_name === "h264", `its picture is ${video?.codec_name ?? "missing"}, not h264`);
  expectThat("proxy", size === `${plan.width}x${plan.height}`, `it is ${size}, not ${plan.width}x${plan.height}`);
  expectThat("proxy", ["1:1", "0:1"].includes(aspect), `its pixels are ${aspect}, not square`);
  expectThat("proxy", !turned, "it asks the player to turn it");
  expectThat("proxy", video?.pix_fmt === "yuv420p", `its pixel format is ${video?.pix_fmt}, not yuv420p`);
  // Half a millisecond more, since the source's end is known to the millisecond.
  const isLong = Math.abs(durationMs - plan.durationMs) <= frameMs + 0.5;
  expectThat(
    "proxy",
    isLong,
    `it lasts ${durationMs} ms and the source ${plan.durationMs} ms: more than a frame apart`,
  );
  const read = Number(video?.nb_read_packets);
  expectThat("proxy", read === frames, `${read} of its ${frames} frames are there`);
  expectThat("proxy", Number(video?.nb_read_frames) > 0, "none of its key pictures can be decoded");
  const isWhole = Math.abs(frames * frameMs - durationMs) <= frameMs;
  expectThat("proxy", isWhole, `it has ${frames} frames in ${durationMs} ms at ${numerator}/${denominator} a second`);
  return { durationMs: Math.round(durationMs), width: plan.width, height: plan.height, frames };
}

function checkAudio(streams: readonly RawStream[], hasAudio: boolean): void {
  const audio = streams.filter((stream) => stream.codec_type === "audio");
  const what = audio.map((stream) => `${stream.codec_name} with ${stream.channels} channels`).join(", ") || "none";
  const isRight = hasAudio ? audio.length === 1 && what === "aac with 2 channels" : audio.length === 0;
  expectThat("proxy", isRight, `its sound is ${what}, not ${hasAudio ? "aac with 2 channels" : "none"}`);
}
