/**
 * Containers of footage, as ffmpeg's demuxers are called. Not in it, on purpose: everything that can name other files or
 * addresses (hls, dash, concat, sdp, rtsp, image2 patterns, ffmetadata), pictures, and formats without a signature that
 * match any bytes. A playlist that was uploaded as a film reads nothing.
 */
export const CONTAINERS = [
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
