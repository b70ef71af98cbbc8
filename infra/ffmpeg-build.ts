/**
 * The ffmpeg that functions use on AWS: a static build for arm64 with ffmpeg and ffprobe (GPL 3, about 160 MB unpacked).
 * The hash is of the archive as its maker published it; another one is refused.
 */
export const FFMPEG_BUILD = {
  version: "7.0.2",
  urls: [
    "https://johnvansickle.com/ffmpeg/releases/ffmpeg-7.0.2-arm64-static.tar.xz",
    "https://johnvansickle.com/ffmpeg/old-releases/ffmpeg-7.0.2-arm64-static.tar.xz",
  ],
  sha256: "f4149bb2b0784e30e99bdda85471c9b5930d3402014e934a5098b41d0f7201b1",
  folder: "ffmpeg-7.0.2-arm64-static",
} as const;

/** Where `node scripts/ffmpeg-layer.ts` puts the layer's archive, relative to the project. */
export const LAYER_ARCHIVE = ".sst/layers/ffmpeg-7.0.2-arm64.zip";

/** Its key in the media bucket; workspaces begin with `wsp_`, so nothing else is under `tools/`. */
export const LAYER_KEY = "tools/ffmpeg-7.0.2-arm64.zip";
