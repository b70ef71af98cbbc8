/** A cyclic redundancy check in its reflected form, as S3 uses them: all ones at the start, inverted at the end. */
export interface CrcParameters {
  readonly bits: 32 | 64;
  /** Reflected polynomial. */
  readonly polynomial: bigint;
}

export const CRC32: CrcParameters = { bits: 32, polynomial: 0xedb88320n };
export const CRC32C: CrcParameters = { bits: 32, polynomial: 0x82f63b78n };
export const CRC64NVME: CrcParameters = { bits: 64, polynomial: 0x9a6c9329ac4bc9b5n };

/** Running value of a CRC, as two halves of 32 bits; `low` alone counts for 32-bit CRCs. */
export interface CrcState {
  low: number;
  high: number;
}

/** How many bytes one step takes up. Each needs a table of its own ("slicing-by-8"). */
const SLICES = 8;
const ENTRIES = 256;

/** Tables of one CRC: entry `slice * 256 + byte`, halves apart because JavaScript calculates in 32 bits. */
export interface CrcTables {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

export function crcTables({ polynomial }: CrcParameters): CrcTables {
  const low = new Int32Array(SLICES * ENTRIES);
  const high = new Int32Array(SLICES * ENTRIES);
  for (let byte = 0; byte < ENTRIES; byte++) {
    let value = BigInt(byte);
    for (let slice = 0; slice < SLICES; slice++) {
      for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n;
      low[slice * ENTRIES + byte] = Number(BigInt.asIntN(32, value));
      high[slice * ENTRIES + byte] = Number(BigInt.asIntN(32, value >> 32n));
    }
  }
  return { low, high };
}

/** Goes on with `state` over `bytes`, in place. */
export function updateCrc({ low: tableLow, high: tableHigh }: CrcTables, state: CrcState, bytes: Uint8Array): void {
  let low = state.low;
  let high = state.high;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const steps = bytes.length - (bytes.length % SLICES);
  let index = 0;
  for (; index < steps; index += SLICES) {
    const a = low ^ view.getInt32(index, true);
    const b = high ^ view.getInt32(index + 4, true);
    const i7 = 1792 + (a & 255);
    const i6 = 1536 + ((a >>> 8) & 255);
    const i5 = 1280 + ((a >>> 16) & 255);
    const i4 = 1024 + (a >>> 24);
    const i3 = 768 + (b & 255);
    const i2 = 512 + ((b >>> 8) & 255);
    const i1 = 256 + ((b >>> 16) & 255);
    const i0 = b >>> 24;
    low = xor8(tableLow, i0, i1, i2, i3, i4, i5, i6, i7);
    high = xor8(tableHigh, i0, i1, i2, i3, i4, i5, i6, i7);
  }
  for (; index < bytes.length; index++) {
    const entry = (low ^ (bytes[index] as number)) & 255;
    low = ((low >>> 8) | (high << 24)) ^ (tableLow[entry] as number);
    high = (high >>> 8) ^ (tableHigh[entry] as number);
  }
  state.low = low;
  state.high = high;
}

/** One look-up for each of eight bytes. Indexes are within the tables by construction. */
function xor8(
  table: Int32Array,
  i0: number,
  i1: number,
  i2: number,
  i3: number,
  i4: number,
  i5: number,
  i6: number,
  i7: number,
): number {
  const half = at(table, i0) ^ at(table, i1) ^ at(table, i2) ^ at(table, i3);
  return half ^ at(table, i4) ^ at(table, i5) ^ at(table, i6) ^ at(table, i7);
}

function at(table: Int32Array, index: number): number {
  return table[index] as number;
}
