import { originalOf } from "@videoflow/core/asset/place";
import { signedUrl } from "@videoflow/core/bucket";
import { AppError } from "@videoflow/core/error";
import type { TrackReader } from "@videoflow/core/transcript/written";
import { subtitlesOf } from "@videoflow/media/subtitles";
import { ToolError } from "@videoflow/process/tool-error";
import { ffmpegTool } from "../derive/provenance.ts";

/** Reads subtitle tracks of originals where they lie. One that ffmpeg cannot read is `invalid`, as is a broken sidecar. */
export const subtitleTracks = async (): Promise<TrackReader> => ({
  tool: await ffmpegTool(),
  async read(asset, { index }) {
    try {
      return await subtitlesOf(await signedUrl(originalOf(asset)), index);
    } catch (error) {
      if (!(error instanceof ToolError && error.kind === "failed")) throw error;
      throw new AppError("invalid", `ffmpeg cannot read it: ${error.stderr}`, { cause: error });
    }
  },
});
