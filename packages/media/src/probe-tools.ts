import { text } from "node:stream/consumers";
import { run } from "@videoflow/process/run";
import { type ToolName, toolPath } from "@videoflow/process/tool";

/** All that the operations of this package and the derivatives job ask of ffmpeg. */
const NEEDED = {
  filters: [
    "aformat",
    "aresample",
    "bwdif",
    "crop",
    "extractplanes",
    "fade",
    "format",
    "fps",
    "loop",
    "loudnorm",
    "metadata",
    "overlay",
    "pan",
    "perspective",
    "scale",
    "scdet",
    "setparams",
    "setpts",
    "setsar",
    "settb",
    "split",
    "tile",
    "tonemap",
    "tpad",
    "trim",
    "zscale",
  ],
  encoders: ["aac", "libx264", "mjpeg", "pcm_s16le"],
  decoders: ["aac", "dca", "h264", "hevc", "mjpeg", "mpeg2video", "png", "prores", "vp9"],
} as const;

/**
 * Looks once, at start-up, whether ffmpeg and ffprobe are there and can do what is needed. Returns their version.
 * Throws an error that names each missing thing, so that nobody learns of it from the first asset that fails.
 */
export async function probeTools(): Promise<{ version: string }> {
  const [version, ...lists] = await Promise.all([
    ask("ffmpeg", "-version"),
    ...(["filters", "encoders", "decoders"] as const).map(async (kind) => {
      const known = new Set((await ask("ffmpeg", `-${kind}`)).split("\n").map((line) => line.trim().split(/\s+/)[1]));
      return NEEDED[kind].filter((name) => !known.has(name)).map((name) => `${kind.slice(0, -1)} ${name}`);
    }),
    ask("ffprobe", "-version").then(() => []),
  ]);
  const missing = lists.flat();
  if (missing.length > 0) {
    throw new Error(
      `The ffmpeg at ${toolPath("ffmpeg")} lacks: ${missing.join(", ")}. Set FFMPEG_PATH to a full build (Debian's package has all).`,
    );
  }
  return { version: /^ffmpeg version (\S+)/.exec(version)?.[1] ?? "unknown" };
}

const ask = async (tool: ToolName, question: string): Promise<string> =>
  (await run(tool, ["-hide_banner", question], { timeoutMs: 20_000, read: text })).value;
