import { CONTAINERS } from "@videoflow/process/containers";

/** A file on this machine, or a presigned URL of one. */
export type Source = string;

export const isUrl = (source: Source): boolean => /^https?:\/\//.test(source);

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
