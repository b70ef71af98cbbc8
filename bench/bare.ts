import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { memoryMb } from "./memory.ts";

export interface BareRun {
  readonly ms: number;
  /** Peak of real memory, in megabytes. */
  readonly memoryMb: number;
}

/** What a person would type for the same derivatives of 16:9 footage at 30 fps: one decode, proxy, clean sound and frames. */
export function deriveByHand(source: string, folder: string): Promise<BareRun> {
  mkdirSync(path.join(folder, "frames"), { recursive: true });
  const graph = [
    "[0:v]split=2[p][f]",
    "[p]fps=30,scale=960:540,format=yuv420p[proxy]",
    "[f]fps=1/2:round=up,scale=960:540[frames]",
    "[0:a]asplit=2[s][m]",
    "[s]aresample=48000[sound]",
    "[m]aformat=channel_layouts=mono,loudnorm=I=-16:TP=-1.5:LRA=11,aresample=16000[clean]",
  ];
  return timed([
    ...["-v", "error", "-y", "-i", source, "-filter_complex", graph.join(";")],
    ...[
      "-map",
      "[proxy]",
      "-map",
      "[sound]",
      "-c:v",
      "libx264",
      "-profile:v",
      "high",
      "-preset",
      "veryfast",
      "-crf",
      "26",
    ],
    ...[
      "-maxrate",
      "4M",
      "-bufsize",
      "8M",
      "-g",
      "60",
      "-c:a",
      "aac",
      "-b:a",
      "128k",
      "-movflags",
      "+faststart",
      path.join(folder, "proxy.mp4"),
    ],
    ...["-map", "[clean]", "-c:a", "aac", "-b:a", "64k", "-movflags", "+faststart", path.join(folder, "audio.m4a")],
    ...[
      "-map",
      "[frames]",
      "-c:v",
      "mjpeg",
      "-pix_fmt",
      "yuvj420p",
      "-q:v",
      "3",
      path.join(folder, "frames", "%07d.jpg"),
    ],
  ]);
}

/** The rest of what VideoFlow makes, by hand: a sheet of small pictures, peaks as raw samples, a poster. */
export async function finishByHand(folder: string): Promise<BareRun> {
  const frames = path.join(folder, "frames", "%07d.jpg");
  const runs = await Promise.all([
    timed(["-v", "error", "-y", "-i", frames, "-vf", "scale=160:90,tile=10x10", path.join(folder, "sheet%d.jpg")]),
    timed([
      "-v",
      "error",
      "-y",
      "-i",
      path.join(folder, "audio.m4a"),
      "-ar",
      "8000",
      "-f",
      "s16le",
      path.join(folder, "peaks.raw"),
    ]),
    timed([
      "-v",
      "error",
      "-y",
      "-i",
      frames,
      "-vf",
      "thumbnail=30",
      "-frames:v",
      "1",
      path.join(folder, "poster.jpg"),
    ]),
  ]);
  return { ms: Math.max(...runs.map(({ ms }) => ms)), memoryMb: Math.max(...runs.map((run) => run.memoryMb)) };
}

async function timed(args: string[]): Promise<BareRun> {
  const startedAt = performance.now();
  const child = spawn("ffmpeg", args, { stdio: ["ignore", "inherit", "inherit"] });
  const memory = peakOf(child);
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${args.join(" ")}`);
  return { ms: performance.now() - startedAt, memoryMb: memory.stop() };
}

/** Reads the kernel's own high-water mark for as long as the process is there. */
function peakOf(child: ChildProcess): { stop(): number } {
  let peak = 0;
  const timer = setInterval(() => {
    if (child.pid !== undefined && child.exitCode === null) peak = Math.max(peak, memoryMb(child.pid, "peak"));
  }, 50);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}
