import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { type Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What may wait while a write is under way. A slow disk so slows the sender down, whatever the size of the body. */
const WAITING_BYTES = 2 * 1024 * 1024;
/** So much is brought to disk at a time while the next is being received: less than a part of an upload, so that little is left to do when one ends. */
const SYNC_BYTES = 4 * 1024 * 1024;

/** Who looks on while a stream is written. Both see every chunk, in order. */
interface Watch {
  /** Called while it is being written. */
  onChunk?(chunk: Uint8Array): void;
  /** Called with what has been written and is not needed any more. */
  onWritten?(chunks: readonly Uint8Array[]): void;
}

/**
 * Writes a stream to a file from `offset` on, and brings it to disk. The file is made when it does not exist and never
 * truncated: parts of an upload are written to their places in one file at once. Chunks from a socket are 64 KB at most:
 * those that came during one write are taken up together by the next, and are hashed while they are written. Returns how
 * many bytes there were.
 */
export async function writeFile(path: string, offset: number, body: Readable, watch: Watch = {}): Promise<number> {
  const handle = await open(path, constants.O_CREAT | constants.O_WRONLY);
  try {
    return await writeStream(handle, offset, body, watch);
  } finally {
    await handle.close();
  }
}

async function writeStream(handle: FileHandle, offset: number, body: Readable, watch: Watch = {}): Promise<number> {
  let position = offset;
  const sync = syncInBackground(handle, offset);
  const write = async (chunks: readonly Uint8Array[]) => {
    const start = position;
    position += sizeOf(chunks);
    const writing = writeAll(handle, chunks, start);
    for (const chunk of chunks) watch.onChunk?.(chunk);
    await writing;
    watch.onWritten?.(chunks);
    sync.written(position);
  };
  const file = new Writable({
    highWaterMark: WAITING_BYTES,
    write: (chunk, _encoding, done) => void write([chunk]).then(() => done(), done),
    writev: (entries, done) => void write(entries.map(({ chunk }) => chunk)).then(() => done(), done),
  });
  try {
    await pipeline(body, file);
  } finally {
    await sync.settled();
  }
  await handle.sync();
  return position - offset;
}

/** Syncs while more is being written. The system reports a failed write once only, so no outcome may be dropped. */
function syncInBackground(handle: FileHandle, offset: number) {
  let synced = offset;
  let running: Promise<void> | undefined;
  let failure: unknown;
  return {
    written(position: number): void {
      if (running || position - synced < SYNC_BYTES) return;
      synced = position;
      running = handle
        .datasync()
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => {
          running = undefined;
        });
    },
    /** Resolves when nothing is under way, so that the file may be closed. Throws what a sync has failed with. */
    async settled(): Promise<void> {
      await running;
      if (failure !== undefined) throw failure;
    },
  };
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
