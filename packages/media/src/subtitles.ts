import type { Readable } from "node:stream";
import { run } from "@videoflow/process/run";
import { type Source, untrusted } from "./untrusted.ts";

/** More than the subtitles of 12 hours have; what is beyond it is no subtitle track. */
const MOST_BYTES = 20 * 2 ** 20;
/** The whole file is read, by its ranges where it is far away. */
const TIMEOUT_MS = 840_000;

/** The text of subtitle track `index` (as ffprobe counts streams) as SubRip, times counted from the file's beginning. */
export async function subtitlesOf(source: Source, index: number): Promise<Buffer> {
  const { value } = await run(
    "ffmpeg",
    [
      ...["-nostdin", "-v", "error", ...untrusted(source)],
      ...["-map", `0:${index}`, "-c:s", "subrip", "-f", "srt", "pipe:1"],
    ],
    { timeoutMs: TIMEOUT_MS, read: collect },
  );
  return value;
}

async function collect(output: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of output as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`The subtitle track has more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
