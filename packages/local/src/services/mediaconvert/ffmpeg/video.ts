import type { H264Settings, H265Settings, VideoDescription } from "@aws-sdk/client-mediaconvert";
import type { VideoStream } from "./probe.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

type Encoding = H264Settings | H265Settings;

/** Filters of one video output: cheap ones first, so that frame capture drops frames before anything is computed. */
export function videoFilters(description: VideoDescription, source: VideoStream, upright: boolean): string[] {
  const { Codec, FrameCaptureSettings } = description.CodecSettings ?? {};
  const shown = displaySize(source, upright);
  const target = targetSize(description, shown);
  const encoding = encodingOf(description);
  const isSquare = encoding?.ParControl === "SPECIFIED" || Codec === "FRAME_CAPTURE";
  return [
    ...deinterlace(description, source),
    ...(Codec === "FRAME_CAPTURE" ? [captureRate(FrameCaptureSettings ?? {})] : [constantRate(encoding, source)]),
    ...fit(description, shown, target),
    ...toneMap(description, source),
    isSquare ? "setsar=1" : `setdar=${shown.width}/${shown.height}`,
    ...(Codec === "FRAME_CAPTURE" ? [] : ["format=yuv420p"]),
  ];
}

export const encodingOf = ({ CodecSettings }: VideoDescription): Encoding | undefined =>
  CodecSettings?.H264Settings ?? CodecSettings?.H265Settings;

/** What is seen with square pixels, turned upright when the job asks for that. */
function displaySize({ width, height, pixelAspect, isTurned }: VideoStream, upright: boolean): Size {
  const wide = Math.round(width * pixelAspect);
  return upright && isTurned ? { width: height, height: wide } : { width: wide, height };
}

const even = (size: number): number => Math.max(2, Math.round(size / 2) * 2);

/** How large the picture of a video output comes out. */
export const sizeOf = (description: VideoDescription, source: VideoStream, upright: boolean): Size =>
  targetSize(description, displaySize(source, upright));

/** A size that is not given follows from the other, or from the source. */
function targetSize({ Width, Height }: VideoDescription, shown: Size): Size {
  if (Width && Height) return { width: even(Width), height: even(Height) };
  const scale = Width ? Width / shown.width : Height ? Height / shown.height : 1;
  return { width: even(Width ?? shown.width * scale), height: even(Height ?? shown.height * scale) };
}

/** By default the whole picture is shown, with bars where it does not fit. */
function fit({ ScalingBehavior = "DEFAULT" }: VideoDescription, shown: Size, { width, height }: Size): string[] {
  const scaleTo = (size: Size) => `scale=${size.width}:${size.height}:out_range=tv`;
  if (ScalingBehavior === "STRETCH_TO_OUTPUT") return [scaleTo({ width, height })];
  const ratios = [width / shown.width, height / shown.height];
  const ratio = ScalingBehavior === "FILL" ? Math.max(...ratios) : Math.min(...ratios);
  const inner = { width: even(shown.width * ratio), height: even(shown.height * ratio) };
  if (inner.width === width && inner.height === height) return [scaleTo(inner)];
  const rest = ScalingBehavior === "FILL" ? `crop=${width}:${height}` : `pad=${width}:${height}:-1:-1`;
  return [scaleTo(inner), "setsar=1", rest];
}

function deinterlace({ VideoPreprocessors }: VideoDescription, { isInterlaced }: VideoStream): string[] {
  const deinterlacer = VideoPreprocessors?.Deinterlacer;
  if (!deinterlacer) return [];
  const isForced = deinterlacer.Control === "FORCE_ALL_FRAMES";
  // The pictures' own flags decide, unless they are to be disbelieved.
  return isForced
    ? ["bwdif=deint=all"]
    : isInterlaced || deinterlacer.Mode === "ADAPTIVE"
      ? ["bwdif=deint=interlaced"]
      : [];
}

/**
 * Every output has a constant rate from time 0 on, as MediaConvert's have: sources of varying rate stay in time by
 * doubling and dropping, and a picture that begins late stands still until then.
 */
function constantRate(encoding: Encoding | undefined, source: VideoStream): string {
  const isSpecified = encoding?.FramerateControl === "SPECIFIED";
  const numerator = (isSpecified && encoding?.FramerateNumerator) || source.frameRate.numerator;
  const denominator = (isSpecified && encoding?.FramerateDenominator) || source.frameRate.denominator;
  return `fps=${numerator}/${denominator}:start_time=0`;
}

/** `round=up` shows in each capture what is there at its very time; by default it would be up to half a step later. */
const captureRate = (settings: {
  FramerateNumerator?: number | undefined;
  FramerateDenominator?: number | undefined;
}) => `fps=${settings.FramerateNumerator ?? 30}/${settings.FramerateDenominator ?? 1}:round=up:start_time=0`;

/**
 * HDR to BT.709, in linear light. The filter's curve keeps faces and skies apart without tuning. Where the file does not say
 * in which colours it is, it is in those that all HDR is made in.
 */
function toneMap({ VideoPreprocessors }: VideoDescription, { isHdr, matrix, primaries }: VideoStream): string[] {
  if (!isHdr || VideoPreprocessors?.ColorCorrector?.ColorSpaceConversion !== "FORCE_709") return [];
  return [
    ...(matrix ? [] : ["setparams=colorspace=bt2020nc"]),
    ...(primaries ? [] : ["setparams=color_primaries=bt2020"]),
    "zscale=transfer=linear:npl=100",
    "format=gbrpf32le",
    "zscale=primaries=bt709",
    "tonemap=tonemap=hable:desat=0",
    "zscale=transfer=bt709:matrix=bt709:range=tv",
  ];
}
