import type { Variant } from "@videoflow/core/cut/variant-spec.schema";
import { isFastStart, readBoxes } from "../boxes.ts";
import { type FileFacts, fileFacts } from "../file-facts.ts";
import { type RawStream, streamsOf } from "../probe.ts";
import { expectThat } from "../verification.ts";
import { type Rate, secondsAt } from "./rate.ts";
import { loudnessOfFile } from "./sound/measure.ts";
import { SAMPLE_RATE } from "./sound/stereo.ts";
import { soundSeconds } from "./soundtrack.ts";
import { type FrameSpan, watch } from "./watch.ts";

export interface Promised {
  readonly variant: Variant;
  readonly rate: Rate;
  readonly frames: number;
  /** Null for a cut without any sound. */
  readonly loudness: { readonly integratedLufs: number; readonly truePeakDbtp: number } | null;
  /** Where the cut asks for black, and for a picture that stands still. */
  readonly black: readonly FrameSpan[];
  readonly still: readonly FrameSpan[];
}

export interface DeliverableFacts extends FileFacts {
  readonly frames: number;
  readonly durationMs: number;
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
}

const NEAR_LU = 0.5;
const BLOCK = 1024;

/** Decodes a whole deliverable and holds it to what was promised. Throws a VerificationError that names what is wrong. */
export async function verifyDeliverable(
  path: string,
  promised: Promised,
  timeoutMs: number,
): Promise<DeliverableFacts> {
  const { variant, rate, frames } = promised;
  const what = `${variant.name} deliverable`;
  expectThat(what, isFastStart(await readBoxes(path)), "its index (moov) does not stand before its media (mdat)");
  checkStreams(what, await streamsOf(path), promised);
  const [watched, loudness, file] = await Promise.all([
    watch(path, variant, rate, timeoutMs),
    loudnessOfFile(path, timeoutMs),
    fileFacts(path),
  ]);
  expectThat(what, watched.frames === frames, `it has ${watched.frames} frames and the cut ${frames}`);
  for (const span of watched.black) expectAsked(what, "black", span, promised.black, 0);
  for (const span of watched.frozen)
    expectAsked(what, "frozen", span, promised.still, secondsToFrames(ENCODER_RESTS_S, rate));
  checkLoudness(what, loudness, promised);
  const durationMs = Math.round(secondsAt(frames, rate) * 1000);
  const heard = { integratedLufs: loudness?.integratedLufs ?? null, truePeakDbtp: loudness?.truePeakDbtp ?? null };
  return { ...file, frames, durationMs, ...heard };
}

/** What stands still in the source is found a little longer or shorter in what was encoded of it. */
const ENCODER_RESTS_S = 0.6;

const secondsToFrames = (seconds: number, { numerator, denominator }: Rate): number =>
  Math.ceil((seconds * numerator) / denominator);

function expectAsked(what: string, how: string, span: FrameSpan, asked: readonly FrameSpan[], slack: number): void {
  const left = asked.reduce<FrameSpan[]>(
    (rest, { from, to }) =>
      rest.flatMap((piece) =>
        [
          { from: piece.from, to: Math.min(piece.to, from - slack) },
          { from: Math.max(piece.from, to + slack), to: piece.to },
        ].filter((part) => part.to > part.from),
      ),
    [span],
  );
  const [first] = left;
  expectThat(what, !first, `frames ${first?.from} to ${first?.to} are ${how}, which the cut does not ask for`);
}

function checkStreams(what: string, streams: readonly RawStream[], { variant, rate, frames }: Promised): void {
  const [video, audio, ...more] = streams;
  const size = `${video?.width}x${video?.height}`;
  const { numerator, denominator } = rate;
  expectThat(
    what,
    video?.codec_name === "h264" && audio?.codec_name === "aac" && more.length === 0,
    "it is not one H.264 and one AAC track",
  );
  expectThat(
    what,
    size === `${variant.width}x${variant.height}`,
    `it is ${size}, not ${variant.width}x${variant.height}`,
  );
  expectThat(
    what,
    video?.pix_fmt === "yuv420p" && video.sample_aspect_ratio === "1:1",
    "its pixels are not square 4:2:0",
  );
  const tags = [video?.color_space, video?.color_transfer, video?.color_primaries, video?.color_range].join(" ");
  expectThat(what, tags === "bt709 bt709 bt709 tv", `its colours are ${tags}, not BT.709`);
  const at = video?.avg_frame_rate?.split("/").map(Number) ?? [];
  expectThat(
    what,
    (at[0] ?? 0) * denominator === numerator * (at[1] ?? 0),
    `it has ${video?.avg_frame_rate} frames a second, not ${numerator}/${denominator}`,
  );
  expectThat(what, Number(video?.start_time) === 0, `its picture begins at ${video?.start_time} s`);
  expectThat(
    what,
    Number(audio?.sample_rate) === SAMPLE_RATE && audio?.channels === 2,
    "its sound is not 48 kHz stereo",
  );
  const apart = Math.abs(Number(audio?.duration) - soundSeconds(frames, rate));
  expectThat(
    what,
    apart <= BLOCK / SAMPLE_RATE + 0.001,
    `its sound lasts ${audio?.duration} s and the cut ${soundSeconds(frames, rate)} s`,
  );
}

function checkLoudness(
  what: string,
  measured: { integratedLufs: number; truePeakDbtp: number } | null,
  { loudness }: Promised,
): void {
  if (!loudness) {
    expectThat(what, measured === null, `it has sound (${measured?.integratedLufs} LUFS) and the cut none`);
    return;
  }
  const off = Math.abs((measured?.integratedLufs ?? Number.NEGATIVE_INFINITY) - loudness.integratedLufs);
  expectThat(
    what,
    off <= NEAR_LU,
    `it is at ${measured?.integratedLufs ?? "silence"} LUFS, not ${loudness.integratedLufs}`,
  );
  const peak = measured?.truePeakDbtp ?? 0;
  expectThat(what, peak <= loudness.truePeakDbtp, `its true peak is ${peak} dBTP, above ${loudness.truePeakDbtp}`);
}
