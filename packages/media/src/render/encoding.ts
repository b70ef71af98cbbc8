import { type Rate, timescaleOf } from "./rate.ts";

/**
 * How pictures are encoded: closed groups of two seconds at most, so that files are joined without encoding again, with a fixed number of
 * threads, on which the bytes depend, and nothing in them of time and machine: the same unit is the same file.
 */
export const ENCODING = { preset: "veryfast", crf: 20, threads: 2, groupSeconds: 2 } as const;

export function videoArguments(rate: Rate, { crf = ENCODING.crf as number } = {}): string[] {
  const group = Math.max(1, Math.round((ENCODING.groupSeconds * rate.numerator) / rate.denominator));
  return [
    ...["-c:v", "libx264", "-preset", ENCODING.preset, "-profile:v", "high", "-crf", String(crf)],
    ...["-g", String(group), "-keyint_min", String(Math.min(group, 12)), "-flags:v", "+cgop+bitexact"],
    ...["-threads:v", String(ENCODING.threads), "-pix_fmt", "yuv420p", "-r", `${rate.numerator}/${rate.denominator}`],
    ...["-color_range", "tv", "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709"],
    ...["-video_track_timescale", String(timescaleOf(rate))],
  ];
}

/** Nothing of source, time or machine is told in the file. */
export const ANONYMOUS = ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"] as const;
