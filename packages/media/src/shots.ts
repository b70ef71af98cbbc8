import { open } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Shot } from "@videoflow/core/vision/vision.schema";
import { run } from "@videoflow/process/run";
import { type Cut, cutsOf, THUMB_BYTES, THUMB_SIZE } from "./cuts.ts";
import { untrusted } from "./untrusted.ts";

/** What decides where cuts are: other values give other shots. */
export const SHOT_PARAMETERS = { threshold: 10, width: 320, shortestMs: 500 } as const;

interface Footage {
  readonly path: string;
  readonly frameRate: number;
  /** End of the picture, counted from its beginning. */
  readonly durationMs: number;
}

/** Of a twelve-hour proxy, in minutes. */
const TIMEOUT_MS = 14 * 60_000;

/**
 * Finds the cuts with one decode: shots without gaps from 0 to the end. Needs `directory` for small pictures of all frames,
 * 4 kB a second. Flashes, and what moves without becoming another picture, are no cuts.
 */
export async function shots(footage: Footage, directory: string): Promise<Shot[]> {
  const thumbs = join(directory, "thumbs.gray");
  const candidates = await findCandidates(footage, thumbs);
  const file = await open(thumbs);
  try {
    const thumb = async (index: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(THUMB_BYTES), 0, THUMB_BYTES, index * THUMB_BYTES);
      return bytesRead === THUMB_BYTES ? buffer : undefined;
    };
    const shortest = Math.max(1, Math.round((SHOT_PARAMETERS.shortestMs / 1000) * footage.frameRate));
    return between(await cutsOf(candidates, thumb, shortest), footage.durationMs);
  } finally {
    await file.close();
  }
}

/** ffmpeg's scene detector says where a picture differs from the one before and from how that one differed. */
async function findCandidates({ path }: Footage, thumbs: string): Promise<Cut[]> {
  const { threshold, width } = SHOT_PARAMETERS;
  const filters = [
    "setpts=PTS-STARTPTS",
    `scale=${width}:-2`,
    `scdet=t=${threshold}`,
    `metadata=mode=print:key=lavfi.scd.score:value=${threshold}:function=greater:file='pipe\\:1'`,
    `scale=${THUMB_SIZE}:flags=area,format=gray`,
  ];
  const { value } = await run(
    "ffmpeg",
    [
      ...["-nostdin", "-v", "error", "-y", ...untrusted(path), "-map", "0:v:0"],
      ...["-fps_mode", "passthrough", "-vf", filters.join(","), "-f", "rawvideo", `file:${thumbs}`],
    ],
    { timeoutMs: TIMEOUT_MS, read: text },
  );
  const printed = value.matchAll(/^frame:(\d+) .*pts_time:(\S+)\s+lavfi\.scd\.score=(\S+)/gm);
  return Array.from(printed, ([, frame, seconds, score]) => ({
    frame: Number(frame),
    atMs: Math.round(Number(seconds) * 1000),
    score: Number(score),
  }));
}

/** A cut that comes so late that hardly anything follows begins no shot. */
function between(cuts: readonly Cut[], durationMs: number): Shot[] {
  const inside = cuts.filter(({ atMs }) => durationMs - atMs >= SHOT_PARAMETERS.shortestMs);
  const starts = [{ atMs: 0, score: 0 }, ...inside];
  return starts.map(({ atMs, score }, index) => ({
    startMs: atMs,
    endMs: starts[index + 1]?.atMs ?? durationMs,
    cutScore: score,
  }));
}
