import { open } from "node:fs/promises";
import { VerificationError } from "./verification.ts";

/** A box at the top level of an MP4 file. ISO/IEC 14496-12, 4.2. */
export interface Box {
  readonly type: string;
  readonly offset: number;
  readonly size: number;
}

/** The top-level boxes of a file in their order. Throws when one reaches beyond the end: the file is cut off. */
export async function readBoxes(path: string): Promise<Box[]> {
  await using file = await open(path);
  const { size: end } = await file.stat();
  const boxes: Box[] = [];
  for (let offset = 0; offset < end; ) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, offset);
    if (bytesRead < 8) throw new VerificationError(`${path} ends inside the header of a box at byte ${offset}`);
    const short = buffer.readUInt32BE(0);
    const type = buffer.toString("latin1", 4, 8);
    const size = short === 1 ? Number(buffer.readBigUInt64BE(8)) : short === 0 ? end - offset : short;
    if (size < 8 || offset + size > end) {
      throw new VerificationError(
        `${path} is cut off: its box ${type} of ${size} bytes at ${offset} reaches beyond its ${end} bytes`,
      );
    }
    boxes.push({ type, offset, size });
    offset += size;
  }
  return boxes;
}

/** Can be played while it still loads: the index stands before the media. */
export function isFastStart(boxes: readonly Box[]): boolean {
  const [index, media] = ["moov", "mdat"].map((type) => boxes.findIndex((box) => box.type === type));
  return index !== undefined && media !== undefined && index >= 0 && index < media;
}
