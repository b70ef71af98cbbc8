import type { FileHandle } from "node:fs/promises";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What may wait while a write is under way. A slow disk so slows the sender down, whatever the size of the body. */
const WAITING_BYTES = 2 * 1024 * 1024;

/**
 * Writes a stream to a file from `offset` on. Chunks from a socket are 64 KB at most: those that came during one write
 * are taken up together by the next, and are hashed while they are written. `onChunk` sees every chunk in order.
 */
export async function writeStream(
  handle: FileHandle,
  offset: number,
  body: AsyncIterable<Uint8Array>,
  onChunk: (chunk: Uint8Array) => void,
): Promise<number> {
  let position = offset;
  const write = async (chunks: readonly Uint8Array[]) => {
    const start = position;
    position += sizeOf(chunks);
    const writing = writeAll(handle, chunks, start);
    for (const chunk of chunks) onChunk(chunk);
    await writing;
  };
  const file = new Writable({
    highWaterMark: WAITING_BYTES,
    write: (chunk, _encoding, done) => void write([chunk]).then(() => done(), done),
    writev: (entries, done) => void write(entries.map(({ chunk }) => chunk)).then(() => done(), done),
  });
  // A Readable is piped by its events: iterating over it would join, that is copy, whatever it has buffered.
  await pipeline(body instanceof Readable ? body : Readable.from(body), file);
  return position - offset;
}

async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[], position: number): Promise<void> {
  const { bytesWritten } = await handle.writev(chunks, position);
  if (bytesWritten === sizeOf(chunks)) return;
  // A short write, as on a file system that is nearly full: the rest is written or fails with the reason.
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  for (let written = 0; written < rest.length; ) {
    const result = await handle.write(rest, written, rest.length - written, position + bytesWritten + written);
    written += result.bytesWritten;
  }
}

function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((bytes, chunk) => bytes + chunk.length, 0);
}
