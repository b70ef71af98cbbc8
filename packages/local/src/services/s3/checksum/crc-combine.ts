import type { CrcParameters } from "./crc.ts";

/** A linear map of CRC values over GF(2): what it makes of each single bit. */
type Matrix = readonly bigint[];

/**
 * The CRC of two pieces of data that follow one another, from their CRCs and the length of the second, without the data.
 * Appending n zero bytes is a linear map of the CRC; it is put together from its powers of two, as in zlib's crc32_combine.
 */
export function combineCrc(
  { bits, polynomial }: CrcParameters,
  first: bigint,
  second: bigint,
  secondLength: number,
): bigint {
  let operator = zeroBit(bits, polynomial);
  for (let doubling = 0; doubling < 3; doubling++) operator = multiply(operator, operator);
  let value = first;
  for (let length = secondLength; length > 0; length = Math.floor(length / 2)) {
    if (length % 2 === 1) value = apply(operator, value);
    if (length > 1) operator = multiply(operator, operator);
  }
  return value ^ second;
}

/** What one zero bit does to a reflected CRC. */
function zeroBit(bits: number, polynomial: bigint): Matrix {
  return Array.from({ length: bits }, (_, bit) => (bit === 0 ? polynomial : 1n << BigInt(bit - 1)));
}

function apply(matrix: Matrix, vector: bigint): bigint {
  let sum = 0n;
  for (let bit = 0, rest = vector; rest > 0n; bit++, rest >>= 1n) if (rest & 1n) sum ^= matrix[bit] as bigint;
  return sum;
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return b.map((column) => apply(a, column));
}
