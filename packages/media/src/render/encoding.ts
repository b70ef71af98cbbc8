import { type Rate, timescaleOf } from "./rate.ts";

/**
 * How pictures are encoded: closed groups of two seconds at most, so that files are joined without encoding again, with a fixed number of
 * threads, on which the bytes depend, and nothing in them of time and machine: the same unit is the same file.
 */
export const ENCODING = { preset: "fast", crf: 20, threads: 2, groupSeconds: 2 } as const;

/** For all pictures of an output file, or one `stream` of it, such as `v:1`. */
export function videoArguments(rate: Rate, { crf = ENCODING.crf as number, stream = "v" } = {}): string[] {
  const group = Math.max(1, Math.round((ENCODING.groupSeconds * rate.numerator) / rate.denominator));
  return [
    ...[
      `-c:${stream}`,
      "libx264",
      `-preset:${stream}`,
      ENCODING.preset,
      `-profile:${stream}`,
      "high",
      `-crf:${stream}`,
      String(crf),
    ],
    ...[
      `-g:${stream}`,
      String(group),
      `-keyint_min:${stream}`,
      String(Math.min(group, 12)),
      `-flags:${stream}`,
      "+cgop+bitexact",
    ],
    ...[
      `-threads:${stream}`,
      String(ENCODING.threads),
      `-pix_fmt:${stream}`,
      "yuv420p",
      `-r:${stream}`,
      `${rate.numerator}/${rate.denominator}`,
    ],
    ...[
      `-color_range:${stream}`,
      "tv",
      `-color_primaries:${stream}`,
      "bt709",
      `-color_trc:${stream}`,
      "bt709",
      `-colorspace:${stream}`,
      "bt709",
    ],
    ...["-video_track_timescale", String(timescaleOf(rate))],
  ];
}

/** Nothing of source, time or machine is told in the file. */
export const ANONYMOUS = ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"] as const;
