import type { Defect } from "../../defect/defect.schema.ts";
import { lowerBound, type Range, type Slice } from "../../scene/material.ts";
import type { Evidence, Scene } from "../../scene/scene.schema.ts";
import type { Word } from "../../transcript/transcript.schema.ts";
import type { Sight } from "../../vision/vision.schema.ts";
import { frameFrom, frameUpTo, msAt, type Rate } from "../frame-rate.ts";

/** All that was found out about an asset; lists are empty where there is nothing. Times are in milliseconds of the asset. */
export interface Source {
  readonly assetId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly durationMs: number;
  /** Frames a second, exact; null without a picture. */
  readonly frameRate: string | null;
  readonly width: number;
  readonly height: number;
  readonly hasSound: boolean;
  readonly language: string;
  readonly integratedLufs: number | null;
  readonly shots: readonly Range[];
  readonly words: readonly Word[];
  readonly utterances: readonly Slice[];
  readonly quotable: boolean;
  readonly sights: readonly Sight[];
  readonly defects: readonly Defect[];
  readonly scenes: readonly Scene[];
  readonly people: readonly { name: string; evidence: Evidence[] }[];
}

export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

/** The same in milliseconds, not rounded. */
export const rangeOf = ({ from, to }: FrameRange, rate: Rate): Range => ({
  startMs: msAt(from, rate),
  endMs: msAt(to, rate),
});

/** The last frame at which a clip of an asset may end: the end of its last whole frame. */
export const endOf = ({ durationMs }: Pick<Source, "durationMs">, rate: Rate): number => frameUpTo(durationMs, rate);

/**
 * The shots of an asset in frames of the cut. A bound is known to a frame of the asset: within, a frame is left out at each, so
 * that none of another shot is seen.
 */
export function shotsOf(source: Pick<Source, "shots" | "durationMs">, rate: Rate): FrameRange[] {
  const end = endOf(source, rate);
  const last = source.shots.length - 1;
  const shots = source.shots.map(({ startMs, endMs }, index) => ({
    from: index === 0 ? 0 : frameFrom(startMs, rate) + 1,
    to: index === last ? end : Math.min(end, frameUpTo(endMs, rate) - 1),
  }));
  return shots.filter(({ from, to }) => to > from);
}

export const overlapping = (one: FrameRange, other: FrameRange): boolean => one.from < other.to && other.from < one.to;

/** The first entry of a list in the order of time that ends after a moment. */
export const firstEndingAfter = (ranges: readonly Range[], ms: number): number =>
  lowerBound(ranges.length, (at) => (ranges[at] as Range).endMs > ms);
