import type { AudioDescription, Input, JobSettings, Output } from "@aws-sdk/client-mediaconvert";
import { JobError, JobErrorCode } from "../errors.ts";
import { outputBase } from "../settings/output-names.ts";
import { audioFilters } from "./audio.ts";
import { clipping } from "./clipping.ts";
import { audioEncoder, captureEncoder, videoEncoder } from "./encode.ts";
import { type Branch, splitGraph } from "./graph.ts";
import type { Probe, VideoStream } from "./probe.ts";
import { untrusted } from "./untrusted.ts";
import { encodingOf, type Size, sizeOf, videoFilters } from "./video.ts";

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
  /** Of its picture; undefined where it is only heard. */
  readonly size: Size | undefined;
  readonly isCaptures: boolean;
}

export interface Commands {
  readonly commands: readonly (readonly string[])[];
  readonly outputs: readonly OutputPlan[];
}

/** What one output adds to the command that makes it. */
interface Part {
  readonly plan: OutputPlan;
  readonly video: Branch | undefined;
  /** By the index of the stream that is heard. */
  readonly audio: readonly { readonly stream: number; readonly branch: Branch }[];
  readonly written: readonly string[];
}

/**
 * The ffmpeg commands that make all outputs of a job, to be run at the same time in the working directory: one with one decode
 * for all that have a picture, and one for those that are only heard. Inside a command all filters take turns on one core, and
 * loudness costs as much as a seventh of a proxy.
 */
export function buildCommands(settings: JobSettings, inputPath: string, probe: Probe): Commands {
  const [input = {}] = settings.Inputs ?? [];
  const upright = input.VideoSelector?.Rotate === "AUTO";
  const parts = (settings.OutputGroups ?? []).flatMap((outputGroup, group) =>
    (outputGroup.Outputs ?? []).map((output, index) => {
      const localName = `g${group}o${index}`;
      const { bucket, key } = outputBase(outputGroup, output, input.FileInput ?? "");
      const { VideoDescription } = output;
      const size = VideoDescription && sizeOf(VideoDescription, pictureOf(probe), upright);
      const plan = planOutput({ group, output: index, localName, bucket, keyBase: key, size }, output);
      return partOf(output, plan, input, probe, upright);
    }),
  );
  const opening = [
    ...["-nostdin", "-y", "-v", "error", "-nostats", "-progress", "pipe:1", "-stats_period", "0.5"],
    ...(upright ? [] : ["-noautorotate"]),
    ...clipping(input, probe),
    ...untrusted(inputPath),
  ];
  const commands = [parts.filter(({ plan }) => plan.size), parts.filter(({ plan }) => !plan.size)]
    .filter((some) => some.length > 0)
    .map((some) => [
      ...opening,
      ...["-filter_complex", graphOf(some, probe)],
      ...some.flatMap(({ written }) => written),
    ]);
  return { commands, outputs: parts.map(({ plan }) => plan) };
}

function partOf(output: Output, plan: OutputPlan, input: Input, probe: Probe, upright: boolean): Part {
  const { VideoDescription, AudioDescriptions = [] } = output;
  const { localName } = plan;
  const video = VideoDescription && {
    label: `${localName}v`,
    filters: videoFilters(VideoDescription, pictureOf(probe), upright),
  };
  const audio = AudioDescriptions.map((description, track) => ({
    stream: audioStream(description, input, probe),
    branch: { label: `${localName}a${track}`, filters: audioFilters(description) },
  }));
  const labels = [...(video ? [video.label] : []), ...audio.map(({ branch }) => branch.label)];
  const maps = labels.flatMap((label) => ["-map", `[${label}]`]);
  return { plan, video, audio, written: [...maps, ...encoders(output, probe), ...fileArguments(output, plan)] };
}

/** Each stream is decoded once for all parts that use it. */
function graphOf(parts: readonly Part[], probe: Probe): string {
  const video = parts.flatMap((part) => part.video ?? []);
  const audio = Map.groupBy(
    parts.flatMap((part) => part.audio),
    ({ stream }) => stream,
  );
  return [
    ...(video.length > 0 ? [splitGraph("video", `0:${probe.video?.index}`, video)] : []),
    ...[...audio].map(([stream, heard]) =>
      splitGraph(
        "audio",
        `0:${stream}`,
        heard.map(({ branch }) => branch),
      ),
    ),
  ].join(";");
}

function planOutput(
  known: Omit<OutputPlan, "extension" | "isCaptures">,
  { VideoDescription, ContainerSettings, Extension }: Output,
): OutputPlan {
  const isCaptures = VideoDescription?.CodecSettings?.Codec === "FRAME_CAPTURE";
  const usual = isCaptures ? "jpg" : ContainerSettings?.Container === "RAW" ? "wav" : "mp4";
  return { ...known, extension: Extension ?? usual, isCaptures };
}

const pictureOf = ({ video }: Probe): VideoStream => video ?? missing("no video track, which an output needs");

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
