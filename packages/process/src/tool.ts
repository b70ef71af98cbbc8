export type ToolName = "ffmpeg" | "ffprobe";

/** Where a tool is: `FFMPEG_PATH` or `FFPROBE_PATH` when set (a Lambda layer, an own build), else by name on the PATH. */
export function toolPath(name: ToolName): string {
  return process.env[name === "ffmpeg" ? "FFMPEG_PATH" : "FFPROBE_PATH"] || name;
}
