import type { RawFormat, RawStream } from "./probe.ts";

/** One short name: ffprobe's are lists of all that one demuxer reads (`mov,mp4,m4a,3gp,3g2,mj2`). */
export function containerOf(format: RawFormat, head: Uint8Array): string {
  const [first = "unknown", ...others] = format.format_name.split(",");
  if (first === "matroska") {
    // The document type is in the EBML header, within the first bytes.
    return Buffer.from(head.subarray(0, 64)).includes("webm") ? "webm" : "matroska";
  }
  if (!others.includes("mp4")) return first;
  const brand = (format.tags?.major_brand ?? "").trim().toLowerCase();
  if (brand === "" || brand === "qt") return "mov";
  if (brand.startsWith("3g")) return "3gp";
  return brand.startsWith("m4a") ? "m4a" : "mp4";
}

/** When it was recorded, by the camera's clock; Apple's tag, where present, also knows the time zone. */
export function createdAt(format: RawFormat, streams: readonly RawStream[]): string | null {
  const tags = [format.tags, ...streams.map((stream) => stream.tags)];
  const names = ["com.apple.quicktime.creationdate", "creation_time"];
  for (const text of names.flatMap((name) => tags.map((tag) => tag?.[name]))) {
    const time = Date.parse(text ?? "");
    // Muxers without a clock write the epoch of 1904 or 1970.
    if (time > Date.UTC(1971)) return new Date(time).toISOString();
  }
  return null;
}

export function timecodeOf(format: RawFormat, streams: readonly RawStream[]): string | null {
  const written = [...streams.map((stream) => stream.tags?.timecode), format.tags?.timecode].find(Boolean);
  return written ?? null;
}
