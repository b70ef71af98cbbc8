/**
 * Containers that are read. None of them can name another file or an address, and none matches bytes without a
 * signature: a playlist that was uploaded as a film reads nothing.
 */
const CONTAINERS =
  "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,mxf,asf,flv,wav,w64,aiff,caf,mp3,aac,ac3,eac3,dts,flac,ogg,amr,dv,h264,hevc";

/** Arguments that open `path` and nothing else, whatever its bytes ask for. */
export const untrusted = (path: string): string[] => [
  ...["-protocol_whitelist", "file", "-format_whitelist", CONTAINERS],
  ...["-i", `file:${path}`],
];
