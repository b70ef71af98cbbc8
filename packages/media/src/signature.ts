import { open } from "node:fs/promises";
import type { Signature } from "@videoflow/core/asset/technical.schema";
import { isUrl, type Source } from "./untrusted.ts";

const HEAD_BYTES = 1024;

type Kind = Signature["kind"];

/** What people drop by mistake, by text at the beginning. Source: the formats' own specifications. */
const TEXTS: readonly (readonly [RegExp, Kind, string])[] = [
  [/^\s*#EXTM3U/, "playlist", "an HLS playlist"],
  [/^\s*ffconcat version/, "playlist", "a list of files for ffmpeg"],
  [/^v=0\r?\n/, "playlist", "an SDP session description"],
  [/^\s*\[(playlist|reference)\]/i, "playlist", "a playlist"],
  [/^\s*<asx\b/i, "playlist", "a playlist"],
  [/^\s*(<\?xml[^>]*>\s*)?<(MPD|SmoothStreamingMedia|smil)\b/, "playlist", "a streaming manifest"],
  [/^%PDF/, "document", "a PDF document"],
];

/** The same by bytes (as Latin-1) at an offset. */
const MAGIC: readonly (readonly [number, readonly string[], Kind, string])[] = [
  [0, ["\xff\xd8\xff"], "picture", "a JPEG picture"],
  [0, ["\x89PNG"], "picture", "a PNG picture"],
  [0, ["GIF87a", "GIF89a"], "picture", "a GIF picture"],
  [8, ["WEBP"], "picture", "a WebP picture"],
  [0, ["II*\0", "MM\0*"], "picture", "a TIFF or camera raw picture"],
  [4, ["ftypheic", "ftypheix", "ftypheim", "ftypheis", "ftypmif1"], "picture", "a HEIC picture"],
  [4, ["ftypavif", "ftypavis"], "picture", "an AVIF picture"],
  [0, ["PK\x03\x04"], "document", "a ZIP archive or Office document"],
  [4, ["ftyp", "moov", "mdat", "wide", "skip", "free"], "mp4", "an MP4 or QuickTime file"],
];

/** Says by its first bytes what a file is. `head` may be shorter than a signature; an empty one is `empty`. */
export function signatureOf(head: Uint8Array): Signature {
  if (head.length === 0) return { kind: "empty", name: "an empty file" };
  const start = Buffer.from(head).toString("latin1");
  const magic = MAGIC.find(([offset, marks]) => marks.some((mark) => start.startsWith(mark, offset)));
  if (magic) return { kind: magic[2], name: magic[3] };
  const text = TEXTS.find(([pattern]) => pattern.test(start.replace(/^\xef\xbb\xbf/, "")));
  if (text) return { kind: text[1], name: text[2] };
  return isText(head) ? { kind: "text", name: "a text file" } : { kind: "unknown", name: "an unknown kind of file" };
}

/** No control bytes but tabs and line ends. */
const isText = (head: Uint8Array): boolean => head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));

/** Size and first bytes of a source. Throws when it cannot be read at all: that is no property of the footage. */
export async function readHead(source: Source): Promise<{ bytes: number; head: Uint8Array }> {
  return isUrl(source) ? headOfUrl(source) : headOfFile(source);
}

async function headOfFile(path: string): Promise<{ bytes: number; head: Uint8Array }> {
  await using file = await open(path);
  const { bytesRead, buffer } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return { bytes: (await file.stat()).size, head: buffer.subarray(0, bytesRead) };
}

async function headOfUrl(url: string): Promise<{ bytes: number; head: Uint8Array }> {
  const response = await fetch(url, { headers: { range: `bytes=0-${HEAD_BYTES - 1}` }, redirect: "error" });
  // A range of an empty object cannot be satisfied.
  if (response.status === 416) return { bytes: 0, head: new Uint8Array() };
  if (response.status !== 206) {
    throw new Error(`Reading the first bytes of ${new URL(url).pathname} was answered ${response.status}, not 206`);
  }
  const total = response.headers.get("content-range")?.split("/")[1];
  return { bytes: Number(total), head: new Uint8Array(await response.arrayBuffer()) };
}
