import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
}

/** 1980-01-01, the earliest that ZIP can say: the same content always makes the same archive. */
const DATE = 0x0021;
const MADE_ON_UNIX = 3 << 8;
const VERSION = 20;
const DEFLATED = 8;
/** A regular file that everybody may read and run. */
const EXECUTABLE = ((0o100755 << 16) >>> 0) as number;

/** A ZIP archive of executable files, each under 4 GB. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function zipExecutables(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const packed = deflateRawSync(content, { level: 9 });
    const common = fields(name, content, packed);
    const local = Buffer.concat([uint32(0x04034b50), uint16(VERSION), common, uint16(0), Buffer.from(name), packed]);
    const central = [uint32(0x02014b50), uint16(MADE_ON_UNIX | VERSION), uint16(VERSION), common];
    // Extra field, comment, disk and internal attributes: none.
    const attributes = [uint16(0), uint16(0), uint16(0), uint16(0), uint32(EXECUTABLE), uint32(offset)];
    directory.push(...central, ...attributes, Buffer.from(name));
    bodies.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const count = uint16(entries.length);
  const end = [uint32(0x06054b50), uint16(0), uint16(0), count, count, uint32(list.length), uint32(offset), uint16(0)];
  return Buffer.concat([...bodies, list, ...end]);
}

/** Flags, method, time, date, checksum, sizes and length of the name: the same in both headers. */
const fields = (name: string, content: Buffer, packed: Buffer): Buffer =>
  Buffer.concat([
    ...[uint16(0), uint16(DEFLATED), uint16(0), uint16(DATE)],
    ...[uint32(crc32(content)), uint32(packed.length), uint32(content.length)],
    uint16(Buffer.byteLength(name)),
  ]);

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
