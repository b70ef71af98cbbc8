import type { HighDynamicRange, VideoTrack } from "@videoflow/core/asset/technical.schema";
import type { RawFrame, RawStream } from "./probe.ts";
import { known, milliseconds, numeric } from "./values.ts";

/** Cover art and thumbnails are streams of the type video, but no footage. */
export const isAttachedPicture = (stream: RawStream): boolean =>
  Boolean(stream.disposition?.attached_pic || stream.disposition?.still_image || stream.disposition?.timed_thumbnails);

/**
 * `frames` are the decoded samples of this stream, `fileStart` the file's first time stamp in seconds, `end` the end of
 * the last picture in the same count.
 */
export function videoTrack(stream: RawStream, frames: readonly RawFrame[], fileStart: number, end: number): VideoTrack {
  const times = frames.map(timeOf).filter((time) => time !== undefined);
  const rate = frameRate(stream, times);
  const rotation = rotationOf(stream);
  const { width = 0, height = 0 } = stream;
  const [aspectWidth, aspectHeight] = pixelAspect(stream);
  const upright = [Math.max(1, Math.round((width * aspectWidth) / aspectHeight)), height] as const;
  const [displayWidth, displayHeight] = rotation % 180 === 0 ? upright : [upright[1], upright[0]];
  const interlacedFrames = frames.filter((frame) => frame.interlaced_frame === 1).length;
  return {
    index: stream.index,
    codec: stream.codec_name ?? "unknown",
    profile: known(stream.profile),
    width,
    height,
    displayWidth,
    displayHeight,
    pixelAspect: `${aspectWidth}:${aspectHeight}`,
    rotation,
    frameRateRational: `${rate.numerator}/${rate.denominator}`,
    frameRate: Math.round((rate.numerator / rate.denominator) * 1000) / 1000,
    variableFrameRate: isVariable(times, rate.denominator / rate.numerator),
    pixelFormat: stream.pix_fmt ?? "unknown",
    bitDepth: Number(/(9|10|12|14|16)(le|be)$/.exec(stream.pix_fmt ?? "")?.[1] ?? 8),
    hdr: highDynamicRange(stream),
    // The pictures themselves are asked first: containers often do not know, or say what the camera was set to.
    interlaced: frames.length > 0 ? interlacedFrames * 2 > frames.length : isInterlaced(stream.field_order),
    fieldOrder: known(stream.field_order) ?? "unknown",
    colour: {
      primaries: known(stream.color_primaries),
      transfer: known(stream.color_transfer),
      matrix: known(stream.color_space),
      range: known(stream.color_range),
    },
    startMs: milliseconds((numeric(stream.start_time) ?? fileStart) - fileStart),
    endMs: milliseconds(end - fileStart),
    frames: numeric(stream.nb_frames) ?? null,
    bitRate: numeric(stream.bit_rate) ?? null,
  };
}

export const timeOf = (frame: RawFrame): number | undefined =>
  numeric(frame.best_effort_timestamp_time) ?? numeric(frame.pts_time);

interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

/** The container's mean rate where it makes sense, else what the samples show; 25 when neither says anything. */
function frameRate(stream: RawStream, times: readonly number[]): Rate {
  for (const text of [stream.avg_frame_rate, stream.r_frame_rate]) {
    const [numerator = 0, denominator = 0] = (text ?? "").split("/").map(Number);
    const rate = numerator / denominator;
    if (rate >= 0.1 && rate <= 500) return { numerator, denominator };
  }
  const step = median(steps(times));
  return step ? { numerator: Math.round(1000 / step), denominator: 1000 } : { numerator: 25, denominator: 1 };
}

/**
 * Containers do not say it, so the spacing of the sampled pictures does. A millisecond and a half is what rounding to
 * Matroska's milliseconds can make; a mean rate far from the usual spacing means that it varies elsewhere in the file.
 */
function isVariable(times: readonly number[], meanStep: number): boolean {
  const spacing = steps(times);
  const usual = median(spacing);
  if (!usual) return false;
  const uneven = spacing.filter((step) => Math.abs(step - usual) > 0.0015 + usual * 0.02).length;
  return uneven > spacing.length * 0.02 || Math.abs(meanStep - usual) > 0.0015 + usual * 0.02;
}

/** Distances between neighbours. The samples of both ends of the file meet in one long step, which says nothing. */
function steps(times: readonly number[]): number[] {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const all = sorted.slice(1).map((time, index) => time - (sorted[index] ?? time));
  const longest = Math.max(...all);
  return longest > 1 ? all.filter((step) => step !== longest) : all;
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** From the display matrix, or the older tag. What is no multiple of a quarter turn is broken metadata or no turn. */
function rotationOf(stream: RawStream): VideoTrack["rotation"] {
  const matrix = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation;
  const clockwise = matrix === undefined ? Number(stream.tags?.rotate ?? 0) : -matrix;
  const nearest = Math.round(clockwise / 90);
  const turns = Math.abs(clockwise) <= 360 && Math.abs(clockwise - nearest * 90) <= 1 ? nearest : 0;
  return ((((turns % 4) + 4) % 4) * 90) as VideoTrack["rotation"];
}

function pixelAspect(stream: RawStream): [number, number] {
  const [width = 0, height = 0] = (stream.sample_aspect_ratio ?? "").split(":").map(Number);
  return width > 0 && height > 0 ? [width, height] : [1, 1];
}

function highDynamicRange(stream: RawStream): HighDynamicRange {
  if (stream.side_data_list?.some((data) => data.side_data_type?.startsWith("DOVI"))) return "dolby_vision";
  if (stream.color_transfer === "arib-std-b67") return "hlg";
  return stream.color_transfer === "smpte2084" ? "pq" : "none";
}

const isInterlaced = (fieldOrder: string | undefined): boolean => /^(tt|bb|tb|bt)$/.test(fieldOrder ?? "");
