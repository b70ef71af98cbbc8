import { readFile } from "node:fs/promises";
import type { Plan } from "@videoflow/core/derivative/plan";
import { type FileFacts, fileFacts } from "./file-facts.ts";
import { type FrameSet, framePath } from "./frame-set.ts";
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
  const paths = Array.from({ length: frames.count }, (_, index) => framePath(frames, index));
  for (const path of paths) {
    const size = sizeOf(await readFile(path), path);
    expectThat("frame set", size === `${width}x${height}`, `${path} is ${size}, not ${width}x${height}`);
  }
  return { ...(await fileFacts(...paths)), count: frames.count, width, height };
}

function sizeOf(bytes: Uint8Array, path: string): string {
  try {
    const { width, height } = jpegSize(bytes);
    return `${width}x${height}`;
  } catch (cause) {
    throw new VerificationError(`The frame set is wrong: ${path} ${(cause as Error).message}`, { cause });
  }
}
