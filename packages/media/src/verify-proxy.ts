import type { Plan } from "@videoflow/core/derivative/plan";
import { isFastStart, readBoxes } from "./boxes.ts";
import { type FileFacts, fileFacts } from "./file-facts.ts";
import { type RawStream, streamsOf } from "./probe.ts";
import { run } from "./run.ts";
import { untrusted } from "./untrusted.ts";
import { expectThat } from "./verification.ts";

export interface ProxyFacts extends FileFacts {
  readonly durationMs: number;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** Inspects a proxy that was written: returns what it is, or throws a VerificationError that names what is wrong. */
export async function verifyProxy(path: string, plan: NonNullable<Plan["proxy"]>): Promise<ProxyFacts> {
  expectThat("proxy", isFastStart(await readBoxes(path)), "its index (moov) does not stand before its media (mdat)");
  const streams = await streamsOf(path);
  const video = streams.find((stream) => stream.codec_type === "video");
  const facts = checkVideo(video, plan);
  checkAudio(streams, plan.hasAudio);
  const [, file] = await Promise.all([checkDecodable(path, plan.hasAudio), fileFacts(path)]);
  return { ...file, ...facts };
}

function checkVideo(video: RawStream | undefined, plan: NonNullable<Plan["proxy"]>): Omit<ProxyFacts, keyof FileFacts> {
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

/**
 * Every packet is parsed, every key picture and all sound decoded. Decoding the pictures between would cost a tenth of
 * making the proxy and find little more: a broken write breaks packets, and stored bytes have their checksums.
 */
async function checkDecodable(path: string, hasAudio: boolean): Promise<void> {
  const discard = ["-fps_mode", "passthrough", "-f", "null", "-"];
  const { stderr } = await run("ffmpeg", [
    ...["-nostdin", "-v", "error", "-skip_frame", "nokey", ...untrusted(path)],
    ...["-map", "0:v:0", ...(hasAudio ? ["-map", "0:a:0"] : []), ...discard],
    ...["-map", "0:v:0", "-c:v", "copy", "-bsf:v", "h264_metadata", "-f", "null", "-"],
  ]);
  expectThat("proxy", stderr === "", `it does not decode without errors: ${stderr}`);
}
