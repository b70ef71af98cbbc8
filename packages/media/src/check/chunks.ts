import type { Readable } from "node:stream";

/**
 * Cuts a stream into pieces of `bytes` and gives each to `take`; the last may be shorter. The piece is only good until
 * `take` returns: two buffers are filled in turns, so that the one before is still there to compare with.
 */
export async function inChunks(
  stream: Readable,
  bytes: number,
  take: (piece: Buffer, previous: Buffer) => void,
): Promise<void> {
  let [filling, previous] = [Buffer.from(new ArrayBuffer(bytes)), Buffer.from(new ArrayBuffer(bytes))];
  let filled = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (let from = 0; from < chunk.length; ) {
      const copied = chunk.copy(filling, filled, from);
      from += copied;
      filled += copied;
      if (filled < bytes) continue;
      take(filling, previous);
      [filling, previous] = [previous, filling];
      filled = 0;
    }
  }
  if (filled > 0) take(filling.subarray(0, filled), previous);
}
