import type { PutInputVector, VectorData } from "@aws-sdk/client-s3vectors";
import type { IndexRecord } from "./catalog.ts";
import type { StoredVector } from "./engine/store.ts";
import { invalid } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { checkMetadata } from "./metadata.ts";

/** The vectors of a put, ready to be kept. Throws ValidationException for the first that is wrong: then none is kept. */
export function checkVectors(vectors: readonly PutInputVector[] | undefined, index: IndexRecord): StoredVector[] {
  checkCount(vectors, "vectors", LIMITS.vectorsPerPut);
  const seen = new Set<string>();
  // All in one buffer: hundreds of small ones a request would leave the process's memory in pieces.
  const numbers = new Float32Array(vectors.length * index.dimension);
  return vectors.map(({ key, data, metadata }, position) => {
    const path = `vectors[${position}]`;
    const checked = checkKey(key, `${path}.key`);
    if (seen.has(checked)) throw invalid({ path: `${path}.key`, message: `${checked} is in the request twice` });
    seen.add(checked);
    return {
      key: checked,
      data: checkData(data, `${path}.data`, index, slotOf(numbers, position, index.dimension)),
      ...(metadata !== undefined && {
        metadata: checkMetadata(metadata, `${path}.metadata`, index.nonFilterableKeys),
      }),
    };
  });
}

/** The keys of a request. Throws ValidationException. */
export function checkKeys(keys: readonly string[] | undefined, most: number): readonly string[] {
  checkCount(keys, "keys", most);
  return keys.map((key, position) => checkKey(key, `keys[${position}]`));
}

const slotOf = (numbers: Float32Array<ArrayBuffer>, position: number, dimension: number): Float32Array<ArrayBuffer> =>
  numbers.subarray(position * dimension, (position + 1) * dimension);

/** Numbers as the index wants them, written into `vector`. Throws ValidationException. */
export function checkData(
  data: VectorData | undefined,
  path: string,
  { dimension, metric }: IndexRecord,
  vector = new Float32Array(dimension),
): Float32Array {
  const numbers = data?.float32;
  if (!Array.isArray(numbers)) throw invalid({ path, message: "must be given as float32" });
  if (numbers.length !== dimension) {
    throw invalid({ path, message: `has ${numbers.length} numbers; the index has dimension ${dimension}` });
  }
  for (let at = 0; at < dimension; at++) {
    const value: unknown = numbers[at];
    vector[at] = typeof value === "number" ? value : Number.NaN;
  }
  if (!vector.every(Number.isFinite)) throw invalid({ path, message: "must be finite numbers that fit into float32" });
  if (metric === "cosine" && vector.every((value) => value === 0)) {
    throw invalid({ path, message: "must not be all zeros: cosine compares directions, and it has none" });
  }
  return vector;
}

export function checkTopK(topK: number | undefined): number {
  if (topK !== undefined && Number.isInteger(topK) && topK >= 1 && topK <= LIMITS.topK) return topK;
  throw invalid({ path: "topK", message: `must be 1 to ${LIMITS.topK}` });
}

/** Which part of the vectors a listing is asked for; without one, all of them. Throws ValidationException. */
export function checkSegment(count: number | undefined, index: number | undefined) {
  if ((count === undefined) !== (index === undefined)) {
    throw invalid({ path: "segmentCount", message: "give segmentCount and segmentIndex together, or neither" });
  }
  const segments = count ?? 1;
  const segment = index ?? 0;
  if (!Number.isInteger(segments) || segments < 1 || segments > LIMITS.segments) {
    throw invalid({ path: "segmentCount", message: `must be 1 to ${LIMITS.segments}` });
  }
  if (!Number.isInteger(segment) || segment < 0 || segment >= segments) {
    throw invalid({ path: "segmentIndex", message: `must be 0 to ${segments - 1}` });
  }
  return { segments, segment };
}

function checkCount<T>(entries: readonly T[] | undefined, path: string, most: number): asserts entries is readonly T[] {
  const count = Array.isArray(entries) ? entries.length : 0;
  if (count < 1 || count > most) throw invalid({ path, message: `has ${count} entries; must have 1 to ${most}` });
}

function checkKey(key: string | undefined, path: string): string {
  if (typeof key === "string" && key.length >= 1 && key.length <= LIMITS.keyLength) return key;
  throw invalid({ path, message: `must have 1 to ${LIMITS.keyLength} characters` });
}
