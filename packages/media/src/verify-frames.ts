import { createHash } from "node:crypto";
import type { Plan } from "@videoflow/core/derivative/plan";
import type { FileFacts } from "./file-facts.ts";
import { everyNth, type FrameSet } from "./frame-set.ts";
import { jpegSize } from "./jpeg.ts";
import { expectThat, VerificationError } from "./verification.ts";

export interface FramesFacts extends FileFacts {
  readonly count: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Inspects captured frames: their number, and that each is a whole JPEG of the right size. Bytes and hash are of all of
 * them one after another. The end of the footage may round to one more or less.
 */
export async function verifyFrames(frames: FrameSet, plan: NonNullable<Plan["frames"]>): Promise<FramesFacts> {
  const { count, width, height } = plan;
  expectThat("frame set", Math.abs(frames.count - count) <= 1, `it has ${frames.count} frames, not ${count}`);
  const hash = createHash("sha256");
  let [index, bytes] = [0, 0];
  for await (const frame of frames.read(everyNth(frames, 1))) {
    const size = sizeOf(frame, index);
    expectThat("frame set", size === `${width}x${height}`, `frame ${index} is ${size}, not ${width}x${height}`);
    hash.update(frame);
    bytes += frame.length;
    index++;
  }
  return { bytes, sha256: hash.digest("hex"), count: frames.count, width, height };
}

function sizeOf(bytes: Uint8Array, index: number): string {
  try {
    const { width, height } = jpegSize(bytes);
    return `${width}x${height}`;
  } catch (cause) {
    throw new VerificationError(`The frame set is wrong: frame ${index} ${(cause as Error).message}`, { cause });
  }
}
