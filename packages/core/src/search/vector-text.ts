import { AppError } from "../error.ts";

/** A vector as text, exactly: float32, lowest byte first, in base64. */
export function encodeVector(vector: readonly number[]): string {
  const bytes = Buffer.alloc(4 * vector.length);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, 4 * index);
  return bytes.toString("base64");
}

/** Throws `internal` when the text does not hold so many numbers. */
export function decodeVector(text: string, dimensions: number): number[] {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length === 4 * dimensions)
    return Array.from({ length: dimensions }, (_, index) => bytes.readFloatLE(4 * index));
  throw new AppError("internal", `A vector of ${bytes.length} bytes does not have ${dimensions} numbers; embed again`);
}
