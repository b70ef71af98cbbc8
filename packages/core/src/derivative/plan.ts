import type { Technical, VideoTrack } from "../asset/technical.schema.ts";

/** A picture for vision and storyboards every so often, the first at 0. */
export const FRAME_INTERVAL_MS = 2_000;

const PROXY_HEIGHT = 540;
const HIGHEST_RATE = 60;
export const AUDIO_SAMPLE_RATE = 16_000;

export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

/** What the derivatives job is to make of one piece of footage: the job is built and its results are verified by this. */
export interface Plan {
  readonly proxy: {
    readonly width: number;
    readonly height: number;
    readonly frameRate: Rate;
    readonly durationMs: number;
    readonly hasAudio: boolean;
  } | null;
  /** Pictures at 0, 2, 4 ... seconds, as large as the proxy. */
  readonly frames: { readonly count: number; readonly width: number; readonly height: number } | null;
  /** Silence stands where the sound begins later than the picture, so that all times fit the proxy's. */
  readonly audio: { readonly sampleRate: number; readonly channels: 1; readonly durationMs: number } | null;
}

export function planOf({ video, audio }: Technical): Plan {
  const size = video && proxySize(video);
  return {
    proxy: video && size && { ...size, frameRate: proxyRate(video), durationMs: video.endMs, hasAudio: audio !== null },
    frames: video && size && { ...size, count: Math.max(1, Math.ceil(video.endMs / FRAME_INTERVAL_MS)) },
    audio: audio && { sampleRate: AUDIO_SAMPLE_RATE, channels: 1, durationMs: audio.endMs },
  };
}

/** 540 high or as high as the source, never larger; even numbers, as H.264 with 4:2:0 needs, and not under 32. */
function proxySize({ displayWidth, displayHeight }: VideoTrack): { width: number; height: number } {
  const height = Math.min(PROXY_HEIGHT, displayHeight);
  return { width: even((displayWidth * height) / displayHeight), height: even(height) };
}

const even = (size: number): number => Math.max(32, Math.round(size / 2) * 2);

/** A rate that is meant, like 30000/1001 or 29.97 as it is; above it is a quotient of what was counted. */
const LARGEST_NUMERATOR = 1_000_000;

/**
 * A constant rate: exactly the source's, halved while above 60; the nearest usual rate when the source's varies, since
 * a mean like 28.73 helps no editor. A quotient of large numbers, as of footage with a gap, is rounded to what it must have been:
 * the clock of an MP4 would tick so fast that readers take the places of its pictures for broken and ignore them.
 */
function proxyRate({ frameRateRational, variableFrameRate }: VideoTrack): Rate {
  const [numerator = 25, denominator = 1] = frameRateRational.split("/").map(Number);
  if (variableFrameRate) return nearestUsual(numerator / denominator);
  let divisor = denominator;
  while (numerator / divisor > HIGHEST_RATE + 0.01) divisor *= 2;
  return numerator > LARGEST_NUMERATOR ? rounded(numerator / divisor) : { numerator, denominator: divisor };
}

/** The usual rate when it is about that, else in thousandths. */
function rounded(rate: number): Rate {
  const usual = nearestUsual(rate);
  const isUsual = Math.abs(usual.numerator / usual.denominator / rate - 1) < 0.0005;
  return isUsual ? usual : { numerator: Math.round(rate * 1000), denominator: 1000 };
}

const USUAL_RATES: readonly Rate[] = [
  { numerator: 10, denominator: 1 },
  { numerator: 12, denominator: 1 },
  { numerator: 15, denominator: 1 },
  { numerator: 20, denominator: 1 },
  { numerator: 24_000, denominator: 1001 },
  { numerator: 24, denominator: 1 },
  { numerator: 25, denominator: 1 },
  { numerator: 30_000, denominator: 1001 },
  { numerator: 30, denominator: 1 },
  { numerator: 50, denominator: 1 },
  { numerator: 60_000, denominator: 1001 },
  { numerator: 60, denominator: 1 },
];

function nearestUsual(rate: number): Rate {
  const distance = (other: Rate) => Math.abs(other.numerator / other.denominator - rate);
  return USUAL_RATES.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}
