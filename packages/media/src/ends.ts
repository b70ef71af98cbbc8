import { type Probed, probeTail, type RawFormat, type RawFrame, type RawStream, scanEnds } from "./probe.ts";
import type { Source } from "./untrusted.ts";
import { numeric } from "./values.ts";
import { timeOf } from "./video-track.ts";

/** How much of the end is decoded, in seconds; in effect from the last key picture before it. */
const TAIL = 1;

export interface Ends {
  /** End of the last frame that decodes, by stream index, in the file's own seconds. */
  readonly at: Map<number, number>;
  /** The decoded frames of the tail. */
  readonly frames: readonly RawFrame[];
}

/**
 * Finds where the given streams really end. What the header says is taken as the place to look at; when nothing decodes
 * there (cut off, no length written, wrong length), the whole file is read once without decoding.
 */
export async function findEnds(source: Source, head: Probed, streams: readonly RawStream[]): Promise<Ends> {
  const declared = new Map(streams.map((stream) => [stream.index, declaredEnd(stream, head.format)]));
  const first = await tail(source, head, Math.max(...[...declared.values()].map((end) => end ?? Number.NaN)));
  const isMissing = (index: number) =>
    !first.at.has(index) && (declared.get(index) ?? Number.POSITIVE_INFINITY) > first.from + 0.5;
  if (!streams.some(({ index }) => isMissing(index))) return first;

  const scanned = await scanEnds(source);
  const ends = streams.map(({ index }) => scanned.get(index)).filter((end) => end !== undefined);
  if (ends.length === 0) return first;
  const second = await tail(source, head, Math.max(...ends));
  return { frames: second.frames, at: new Map([...scanned, ...second.at]) };
}

/** Where the container says that the stream ends. Matroska writes it as a tag, others not at all. */
export function declaredEnd(stream: RawStream, format: RawFormat | undefined): number | undefined {
  const start = numeric(stream.start_time) ?? numeric(format?.start_time) ?? 0;
  const duration = numeric(stream.duration) ?? clock(stream.tags?.DURATION);
  if (duration !== undefined) return start + duration;
  const whole = numeric(format?.duration);
  return whole === undefined ? undefined : (numeric(format?.start_time) ?? 0) + whole;
}

async function tail(source: Source, head: Probed, end: number): Promise<Ends & { from: number }> {
  const start = numeric(head.format?.start_time) ?? 0;
  if (Number.isNaN(end)) return { at: new Map(), frames: [], from: Number.NEGATIVE_INFINITY };
  const from = Math.max(start, end - TAIL);
  const { frames } = await probeTail(source, from);
  const at = new Map<number, number>();
  for (const frame of frames) {
    const time = timeOf(frame);
    if (time === undefined) continue;
    const duration = numeric(frame.duration_time) ?? numeric(frame.pkt_duration_time) ?? 0;
    at.set(frame.stream_index, Math.max(time + duration, at.get(frame.stream_index) ?? 0));
  }
  return { at, frames, from };
}

/** `00:01:02.500000000` in seconds. */
function clock(text: string | undefined): number | undefined {
  const [, hours, minutes, rest] = /^(\d+):(\d+):([\d.]+)$/.exec(text ?? "") ?? [];
  return rest === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
}
