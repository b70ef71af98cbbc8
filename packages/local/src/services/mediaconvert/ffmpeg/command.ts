import type { AudioDescription, Input, JobSettings, Output } from "@aws-sdk/client-mediaconvert";
import { JobError, JobErrorCode } from "../errors.ts";
import { outputBase } from "../settings/output-names.ts";
import { audioFilters } from "./audio.ts";
import { clipping } from "./clipping.ts";
import { audioEncoder, captureEncoder, videoEncoder } from "./encode.ts";
import { type Branch, splitGraph } from "./graph.ts";
import type { Probe } from "./probe.ts";
import { untrusted } from "./untrusted.ts";
import { encodingOf, videoFilters } from "./video.ts";

/** One output of a job, and where it is to go. */
export interface OutputPlan {
  readonly group: number;
  readonly output: number;
  /** Name in the job's working directory; of captures everything before their numbers. */
  readonly localName: string;
  readonly bucket: string;
  /** Key without number and extension. */
  readonly keyBase: string;
  readonly extension: string;
  readonly hasVideo: boolean;
  readonly isCaptures: boolean;
}

export interface Command {
  readonly args: readonly string[];
  readonly outputs: readonly OutputPlan[];
}

/** The one ffmpeg command that makes all outputs of a job with one decode. To be run in the working directory. */
export function buildCommand(settings: JobSettings, inputPath: string, probe: Probe): Command {
  const [input = {}] = settings.Inputs ?? [];
  const upright = input.VideoSelector?.Rotate === "AUTO";
  const video: Branch[] = [];
  const audio = new Map<number, Branch[]>();
  const outputs: OutputPlan[] = [];
  const written: string[] = [];
  for (const [group, outputGroup] of (settings.OutputGroups ?? []).entries()) {
    for (const [index, output] of (outputGroup.Outputs ?? []).entries()) {
      const name = `g${group}o${index}`;
      const { bucket, key } = outputBase(outputGroup, output, input.FileInput ?? "");
      const plan = planOutput({ group, output: index, localName: name, bucket, keyBase: key }, output);
      outputs.push(plan);
      if (output.VideoDescription) {
        const source = probe.video ?? missing("no video track, which an output needs");
        video.push({ label: `${name}v`, filters: videoFilters(output.VideoDescription, source, upright) });
        written.push("-map", `[${name}v]`);
      }
      for (const [track, description] of (output.AudioDescriptions ?? []).entries()) {
        const label = `${name}a${track}`;
        const stream = audioStream(description, input, probe);
        audio.set(stream, [...(audio.get(stream) ?? []), { label, filters: audioFilters(description) }]);
        written.push("-map", `[${label}]`);
      }
      written.push(...encoders(output, probe), ...fileArguments(output, plan));
    }
  }
  const graphs = [
    ...(video.length > 0 ? [splitGraph("video", `0:${probe.video?.index}`, video)] : []),
    ...[...audio].map(([stream, branches]) => splitGraph("audio", `0:${stream}`, branches)),
  ];
  const args = [
    ...["-nostdin", "-y", "-v", "error", "-nostats", "-progress", "pipe:1", "-stats_period", "0.5"],
    ...(upright ? [] : ["-noautorotate"]),
    ...clipping(input, probe),
    ...untrusted(inputPath),
    ...["-filter_complex", graphs.join(";"), ...written],
  ];
  return { args, outputs };
}

function planOutput(
  place: Pick<OutputPlan, "group" | "output" | "localName" | "bucket" | "keyBase">,
  { VideoDescription, ContainerSettings, Extension }: Output,
): OutputPlan {
  const isCaptures = VideoDescription?.CodecSettings?.Codec === "FRAME_CAPTURE";
  const usual = isCaptures ? "jpg" : ContainerSettings?.Container === "RAW" ? "wav" : "mp4";
  return { ...place, extension: Extension ?? usual, hasVideo: VideoDescription !== undefined, isCaptures };
}

function audioStream({ AudioSourceName }: AudioDescription, { AudioSelectors }: Input, { audio }: Probe): number {
  const selectors = Object.values(AudioSelectors ?? {});
  const byDefault = selectors.find((selector) => selector.DefaultSelection === "DEFAULT") ?? selectors[0];
  const [track] = (AudioSourceName ? AudioSelectors?.[AudioSourceName] : byDefault)?.Tracks ?? [];
  const stream = track ? audio[track - 1] : (audio.find((entry) => entry.isDefault) ?? audio[0]);
  return stream?.index ?? missing(track ? `no audio track ${track}` : "no audio track, which an output needs");
}

function missing(what: string): never {
  throw new JobError(JobErrorCode.track, `The input has ${what}.`);
}

function encoders({ VideoDescription, AudioDescriptions = [] }: Output, { video }: Probe): string[] {
  const audio = AudioDescriptions.flatMap(audioEncoder);
  if (!VideoDescription || !video) return audio;
  if (
    VideoDescription.CodecSettings?.FrameCaptureSettings ||
    VideoDescription.CodecSettings?.Codec === "FRAME_CAPTURE"
  ) {
    return captureEncoder(VideoDescription.CodecSettings.FrameCaptureSettings ?? {});
  }
  const { FramerateNumerator, FramerateDenominator } = encodingOf(VideoDescription) ?? {};
  const { numerator, denominator } = video.frameRate;
  const rate = (FramerateNumerator ?? numerator) / (FramerateDenominator ?? denominator);
  return [...videoEncoder(VideoDescription, rate), ...audio];
}

/** Nothing of the source's metadata is carried over: places and names of people stand in it. */
function fileArguments({ ContainerSettings }: Output, plan: OutputPlan): string[] {
  const clean = ["-map_metadata", "-1", "-map_chapters", "-1"];
  if (plan.isCaptures) return [...clean, `${plan.localName}.%07d.jpg`];
  if (ContainerSettings?.Container === "RAW") return [...clean, "-f", "wav", plan.localName];
  const isFast = ContainerSettings?.Mp4Settings?.MoovPlacement !== "NORMAL";
  return [...clean, ...(isFast ? ["-movflags", "+faststart"] : []), "-f", "mp4", plan.localName];
}
