import { PICTURE_MS } from "@videoflow/core/defect/measured";
import { pictureFindings } from "@videoflow/core/defect/picture-rules";
import { THRESHOLDS } from "@videoflow/core/defect/thresholds";
import { run } from "@videoflow/process/run";
import { changeOf } from "../check/change.ts";
import { inChunks } from "../check/chunks.ts";
import { highlights } from "../check/highlights.ts";
import { untrusted } from "../untrusted.ts";
import { expectDecoded } from "../verification.ts";
import type { Rate } from "./rate.ts";

const WIDTH = 320;

/** Frames from `from` to before `to`. */
export interface FrameSpan {
  readonly from: number;
  readonly to: number;
}

export interface Watched {
  readonly frames: number;
  readonly black: readonly FrameSpan[];
  readonly frozen: readonly FrameSpan[];
}

/**
 * Decodes every picture of a file, with all complaints of the decoder as errors, and says which are black, each for itself, and where the
 * picture has stopped, by the rules of the check of footage. Pixels are picked, not averaged: noise is what tells a camera from a still.
 */
export async function watch(
  path: string,
  size: { width: number; height: number },
  rate: Rate,
  timeoutMs: number,
): Promise<Watched> {
  const height = 2 * Math.round((WIDTH * size.height) / size.width / 2);
  const small = { width: WIDTH, height };
  const black: FrameSpan[] = [];
  const change: number[] = [];
  const changed: number[] = [];
  const every = (PICTURE_MS * rate.numerator) / rate.denominator / 1000;
  let frames = 0;
  let before: Buffer | undefined;
  const { stderr } = await run(
    "ffmpeg",
    [
      ...["-nostdin", "-hide_banner", "-nostats", "-v", "level+info"],
      // Without the deblocking, which costs a sixth of the time: no damage shows in it, and no stillness.
      ...["-skip_loop_filter", "all", "-flags2", "fast", ...untrusted(path), "-map", "0:v:0"],
      ...["-vf", `extractplanes=y,scale=${WIDTH}:${height}:flags=neighbor`, "-fps_mode", "passthrough"],
      ...["-f", "rawvideo", "pipe:1"],
    ],
    {
      timeoutMs,
      read: (luma) =>
        inChunks(luma, WIDTH * height, (picture) => {
          const frame = frames++;
          if (highlights(picture) <= THRESHOLDS.black.luma) extend(black, frame);
          if (frame < Math.ceil(change.length * every)) return;
          const difference = before ? changeOf(picture, before, small) : { greatest: 255, share: 1 };
          change.push(difference.greatest);
          changed.push(difference.share);
          before = Buffer.from(picture);
        }),
    },
  );
  expectDecoded("deliverable", stderr);
  return { frames, black, frozen: frozenIn(change, changed, every) };
}

function extend(spans: FrameSpan[], frame: number): void {
  const last = spans.at(-1);
  if (last?.to === frame) spans[spans.length - 1] = { ...last, to: frame + 1 };
  else spans.push({ from: frame, to: frame + 1 });
}

function frozenIn(change: readonly number[], changed: readonly number[], every: number): FrameSpan[] {
  const unknown = change.map(() => 0);
  const findings = pictureFindings({
    ...{
      change: [...change],
      changed: [...changed],
      highlights: change.map(() => 255),
      sharpness: change.map(() => null),
    },
    ...{
      brightness: unknown,
      detail: unknown,
      unlike: unknown,
      likeness: unknown,
      brokenBlocks: unknown,
      likeBroken: unknown,
    },
    ...{ speckled: unknown, cleared: unknown, undecodable: unknown },
  });
  const frameAt = (ms: number) => Math.round((ms / PICTURE_MS) * every);
  return findings.map(({ startMs, endMs }) => ({ from: frameAt(startMs), to: frameAt(endMs) }));
}
