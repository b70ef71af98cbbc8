import type { SoundRange } from "@videoflow/core/cut/render/unit.schema";
import type { Music } from "@videoflow/core/cut/variant-spec.schema";
import type { Loudness } from "@videoflow/core/defect/loudness";
import type { Source } from "../untrusted.ts";
import { bed } from "./music/bed.ts";
import { type Rate, secondsAt } from "./rate.ts";
import { decodeSound } from "./sound/decode.ts";
import { master, type Target } from "./sound/master.ts";
import { duck, mixIn } from "./sound/mix.ts";
import { SAMPLE_RATE, type Stereo, sampleAt, silence } from "./sound/stereo.ts";

export interface Soundtrack {
  readonly rate: Rate;
  readonly frames: number;
  readonly ranges: readonly SoundRange[];
  readonly music: Music | null;
  readonly target: Target;
  /** Where each asset's original is. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly timeoutMs: number;
}

/** Changes with how sound is mixed, so that it is made again. */
export const SOUND_VERSION = 1;

const DECODED_AT_ONCE = 4;

/**
 * Mixes the sound of a whole cut and writes it to `file` as AAC, 48 kHz, stereo, at its loudness. Returns what was measured of the file;
 * null when all of it is silent. The same cut is the same file. An hour takes some 3 GB of memory.
 */
export async function soundtrack(cut: Soundtrack, file: string): Promise<Loudness | null> {
  const { rate, frames, ranges, music, target, timeoutMs } = cut;
  const mix = silence(sampleAt(frames, rate));
  for (let first = 0; first < ranges.length; first += DECODED_AT_ONCE) {
    const group = ranges.slice(first, first + DECODED_AT_ONCE);
    const decoded = await Promise.all(group.map((range) => decode(cut, range)));
    // One after another, since sums of floats depend on their order.
    for (const [index, range] of group.entries()) mixIn(mix, decoded[index] ?? silence(0), placed(range, rate));
  }
  if (music) mixIn(mix, played(music, mix.left.length, rate), musicPlaced(music, rate));
  return master(mix, target, file, timeoutMs);
}

async function decode({ rate, sources, timeoutMs }: Soundtrack, range: SoundRange): Promise<Stereo> {
  const source = sources.get(range.assetId);
  if (!source) throw new Error(`The original of ${range.assetId} was not given to the mixer`);
  const samples = sampleAt(range.startFrame + range.frames, rate) - sampleAt(range.startFrame, rate);
  return decodeSound({ source, audio: range.audio, fromSeconds: secondsAt(range.inFrame, rate), samples, timeoutMs });
}

const placed = ({ startFrame, gainDb, fadeInFrames, fadeOutFrames }: SoundRange, rate: Rate) => ({
  at: sampleAt(startFrame, rate),
  gainDb,
  fadeIn: sampleAt(fadeInFrames, rate),
  fadeOut: sampleAt(fadeOutFrames, rate),
});

function played(music: Music, samples: number, rate: Rate): Stereo {
  const sound = bed(music.bed, samples);
  const ducks = music.ducks.map(({ startFrame, frames }) => ({
    from: sampleAt(startFrame, rate),
    to: sampleAt(startFrame + frames, rate),
  }));
  duck(sound, ducks, music.duckDb);
  return sound;
}

const musicPlaced = ({ gainDb, fadeInFrames, fadeOutFrames }: Music, rate: Rate) => ({
  at: 0,
  gainDb,
  fadeIn: sampleAt(fadeInFrames, rate),
  fadeOut: sampleAt(fadeOutFrames, rate),
});

/** Length of a soundtrack in seconds: that of its samples. */
export const soundSeconds = (frames: number, rate: Rate): number => sampleAt(frames, rate) / SAMPLE_RATE;
