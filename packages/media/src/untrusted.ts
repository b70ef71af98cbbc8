/** A file on this machine, or a presigned URL of one. */
export type Source = string;

export const isUrl = (source: Source): boolean => /^https?:\/\//.test(source);

/**
 * Containers of footage. Not in it, on purpose: everything that can name other files or addresses (hls, dash, concat,
 * sdp, rtsp, image2 patterns, ffmetadata), pictures, and formats without a signature that match any bytes.
 */
const CONTAINERS = [
  "mov,mp4,m4a,3gp,3g2,mj2",
  "matroska,webm",
  "mpegts",
  "mpeg",
  "avi",
  "mxf",
  "asf",
  "flv",
  "wav",
  "w64",
  "aiff",
  "caf",
  "mp3",
  "aac",
  "ac3",
  "eac3",
  "dts",
  "flac",
  "ogg",
  "amr",
  "dv",
  "h264",
  "hevc",
].join(",");

/**
 * Arguments that make ffmpeg or ffprobe read `source` and nothing else, whatever the bytes in it ask for. The name is
 * given with its protocol, so that a file called `concat:...` or `http:...` is still a file.
 */
export function untrusted(source: Source): string[] {
  const protocols = isUrl(source) ? "http,https,tcp,tls" : "file";
  return [
    "-protocol_whitelist",
    protocols,
    "-format_whitelist",
    CONTAINERS,
    "-i",
    isUrl(source) ? source : `file:${source}`,
  ];
}
