import { fpsOf } from "../frame-rate.ts";
import type { Variant } from "../variant-spec.schema.ts";
import type { RenderPlace, Unit } from "./unit.schema.ts";

/**
 * Processor seconds a megapixel of picture, measured on two cores of an x86-64 server with ffmpeg 5.1, November 2026: `decode` of the
 * original (H.264, 11 Mbps), `encode` of a format (between soft footage and grain), scaling and text included; and on top what high
 * dynamic range takes in a format, and a camera that moves in the original. `start` is a process and the way to its first frame.
 */
const CPU_SECONDS = { start: 0.8, decode: 0.0025, encode: 0.03, toneMap: 0.02, move: 0.013 } as const;

/** us-east-1, arm64, November 2026: https://aws.amazon.com/lambda/pricing/ and https://aws.amazon.com/fargate/pricing/ */
const PLACES: Readonly<
  Record<RenderPlace, { cores: number; microUsdASecond: number; startS: number; leastS: number }>
> = {
  /** 3,538 MB are two cores. */
  lambda: { cores: 2, microUsdASecond: 3.455 * 13.3334, startS: 0.3, leastS: 0 },
  /** Four cores and 8 GB; billed for a minute at least, from the download of the image on. */
  fargate: {
    cores: 4,
    microUsdASecond: (4 * 32_380 + 8 * 3_560) / 3600,
    startS: 40,
    leastS: 60,
  },
};

export interface Cost {
  readonly place: RenderPlace;
  readonly estimatedMs: number;
  readonly microUsd: number;
}

/** Where a unit's formats are made cheapest, in a function if that takes no longer than `functionSeconds`, and what that takes. */
export function costOf(unit: Unit, formats: readonly Variant[], functionSeconds: number): Cost {
  const cpu = cpuSecondsOf(unit, formats);
  const options = (["lambda", "fargate"] as const).flatMap((place): Cost[] => {
    const { cores, microUsdASecond, startS, leastS } = PLACES[place];
    const seconds = startS + cpu / cores;
    const microUsd = Math.ceil(Math.max(leastS, seconds) * microUsdASecond);
    return place === "lambda" && seconds > functionSeconds
      ? []
      : [{ place, estimatedMs: Math.round(seconds * 1000), microUsd }];
  });
  const [cheapest] = options.toSorted((a, b) => a.microUsd - b.microUsd);
  if (!cheapest) throw new Error("Every unit can be made in a container");
  return formats.length === 0 ? { ...cheapest, estimatedMs: 0, microUsd: 0 } : cheapest;
}

function cpuSecondsOf({ layers, frames, frameRate }: Unit, formats: readonly Variant[]): number {
  const made = formats.reduce((sum, { width, height }) => sum + (width * height) / 1e6, 0);
  const read = layers.reduce((sum, layer) => {
    if (layer.kind === "card") return sum;
    const { width, height, frameRateRational, hdr } = layer.source.video;
    const original = (width * height) / 1e6;
    const decoded = original * (fpsOf(frameRateRational) / fpsOf(frameRate)) * CPU_SECONDS.decode;
    const mapped = hdr === "none" ? 0 : made * CPU_SECONDS.toneMap;
    const moving = formats.filter(({ name }) => (layer.framing[name]?.length ?? 0) > 1).length;
    return sum + decoded + mapped + moving * original * CPU_SECONDS.move;
  }, 0);
  return CPU_SECONDS.start + frames * (read + made * CPU_SECONDS.encode);
}

/** Frames a second and megapixels of an original, where nothing is known of the footage yet. */
const TYPICAL = { fps: 30, megapixels: 2.07 } as const;

/** What so many seconds of a format will take in a Lambda, before anybody knows of which clips they are made. */
export function quoteSeconds(seconds: number, megapixels: number): { readonly ms: number; readonly microUsd: number } {
  const { cores, microUsdASecond } = PLACES.lambda;
  const a = TYPICAL.megapixels * CPU_SECONDS.decode + megapixels * CPU_SECONDS.encode;
  const busy = (seconds * TYPICAL.fps * a) / cores;
  return { ms: Math.round(busy * 1000), microUsd: Math.ceil(busy * microUsdASecond) };
}
