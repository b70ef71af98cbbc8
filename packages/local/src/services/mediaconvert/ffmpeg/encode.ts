import type { AudioDescription, FrameCaptureSettings, VideoDescription } from "@aws-sdk/client-mediaconvert";
import { encodingOf } from "./video.ts";

/** MediaConvert's defaults where a job leaves them out. */
const DEFAULT_GOP_FRAMES = 90;
const DEFAULT_QVBR_LEVEL = 7;

/** Encoder arguments of one H.264 or H.265 output. `stream` is the output's stream specifier, e.g. `v:0`. */
export function videoEncoder(description: VideoDescription, framesPerSecond: number): string[] {
  const settings = encodingOf(description) ?? {};
  const isHevc = description.CodecSettings?.Codec === "H_265";
  const gop = settings.GopSize ?? DEFAULT_GOP_FRAMES;
  const frames = settings.GopSizeUnits === "SECONDS" ? Math.round(gop * framesPerSecond) : gop;
  return [
    ...["-c:v", isHevc ? "libx265" : "libx264"],
    ...(isHevc ? ["-tag:v", "hvc1", "-x265-params", "log-level=error"] : profile(settings.CodecProfile)),
    ...["-preset", settings.QualityTuningLevel === "SINGLE_PASS_HQ" ? "fast" : "veryfast"],
    ...rateControl(settings, isHevc),
    ...["-g", String(Math.max(1, Math.round(frames)))],
  ];
}

const profile = (name: string | undefined): string[] => (name ? ["-profile:v", name.toLowerCase()] : []);

interface RateControl {
  readonly RateControlMode?: string | undefined;
  readonly QvbrSettings?:
    | { QvbrQualityLevel?: number | undefined; QvbrQualityLevelFineTune?: number | undefined }
    | undefined;
  readonly Bitrate?: number | undefined;
  readonly MaxBitrate?: number | undefined;
  readonly HrdBufferSize?: number | undefined;
}

function rateControl(settings: RateControl, isHevc: boolean): string[] {
  const { RateControlMode = "VBR", QvbrSettings, Bitrate, MaxBitrate } = settings;
  const ceiling = RateControlMode === "CBR" ? Bitrate : MaxBitrate;
  const buffer = settings.HrdBufferSize ?? (ceiling && ceiling * 2);
  const limits = ceiling ? ["-maxrate", String(ceiling), "-bufsize", String(buffer)] : [];
  if (RateControlMode === "QVBR") {
    const level =
      (QvbrSettings?.QvbrQualityLevel ?? DEFAULT_QVBR_LEVEL) + (QvbrSettings?.QvbrQualityLevelFineTune ?? 0);
    return ["-crf", String(crfOf(level) + (isHevc ? 2 : 0)), ...limits];
  }
  const floor = RateControlMode === "CBR" ? ["-minrate", String(Bitrate)] : [];
  return ["-b:v", String(Bitrate), ...floor, ...limits];
}

/** Quality level 1 to 10 on x264's scale: 6 (for a laptop's screen) is 26, each level two steps. */
const crfOf = (level: number): number => Math.round((38 - 2 * level) * 10) / 10;

/** Quality 1 to 100 as libjpeg means it, on ffmpeg's scale of quantisers, whose 8 are the standard's tables. */
export function captureEncoder({ Quality = 80, MaxCaptures = 10_000_000 }: FrameCaptureSettings): string[] {
  const percent = Quality < 50 ? 5000 / Quality : 200 - 2 * Quality;
  const quantiser = Math.min(31, Math.max(2, Math.round((8 * percent) / 100)));
  return [
    ...["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", String(quantiser), "-frames:v", String(MaxCaptures)],
    ...["-f", "image2", "-start_number", "0"],
  ];
}

/** Encoder arguments of one audio track; `track` counts within its output. */
export function audioEncoder({ CodecSettings }: AudioDescription, track: number): string[] {
  if (CodecSettings?.Codec === "WAV") return [`-c:a:${track}`, "pcm_s16le"];
  return [`-c:a:${track}`, "aac", `-b:a:${track}`, String(CodecSettings?.AacSettings?.Bitrate ?? 96_000)];
}
