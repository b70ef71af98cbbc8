import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { AwsError } from "../../../error.ts";
import { CRC32, CRC32C, CRC64NVME, type CrcParameters, crcTables, updateCrc } from "./crc.ts";

export type ChecksumName = "CRC32" | "CRC32C" | "CRC64NVME" | "SHA1" | "SHA256";

/** A digest under way. */
export interface Digest {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

/** How S3 names and makes one kind of checksum. */
export interface ChecksumAlgorithm {
  readonly name: ChecksumName;
  readonly header: string;
  /** The member of inputs and outputs that carries it, base64. */
  readonly member: `Checksum${ChecksumName}`;
  readonly bytes: number;
  /** Set for checksums of which that of the whole can be made from those of its parts. */
  readonly crc?: CrcParameters;
  create(): Digest;
}

const nativeCrc32 = (): Digest => {
  let value = 0;
  return {
    update(bytes) {
      value = crc32(bytes, value);
    },
    digest() {
      const result = Buffer.alloc(4);
      result.writeUInt32BE(value);
      return result;
    },
  };
};

/** Tables are made when an algorithm is first asked for. */
function tableCrc(parameters: CrcParameters): () => Digest {
  let tables: ReturnType<typeof crcTables> | undefined;
  return () => {
    tables ??= crcTables(parameters);
    const ready = tables;
    const state = { low: -1, high: parameters.bits === 64 ? -1 : 0 };
    return {
      update: (bytes) => updateCrc(ready, state, bytes),
      digest() {
        const result = Buffer.alloc(8);
        result.writeInt32BE(~state.high, 0);
        result.writeInt32BE(~state.low, 4);
        return parameters.bits === 64 ? result : result.subarray(4);
      },
    };
  };
}

export const algorithms: readonly ChecksumAlgorithm[] = [
  describe("CRC32", 4, nativeCrc32, CRC32),
  describe("CRC32C", 4, tableCrc(CRC32C), CRC32C),
  describe("CRC64NVME", 8, tableCrc(CRC64NVME), CRC64NVME),
  describe("SHA1", 20, () => createHash("sha1")),
  describe("SHA256", 32, () => createHash("sha256")),
];

function describe(name: ChecksumName, bytes: number, create: () => Digest, crc?: CrcParameters): ChecksumAlgorithm {
  const header = `x-amz-checksum-${name.toLowerCase()}`;
  return { name, header, member: `Checksum${name}`, bytes, create, ...(crc && { crc }) };
}

/** Throws InvalidRequest for a name that S3 does not have or that is not served here. */
export function algorithmOf(name: string): ChecksumAlgorithm {
  const found = algorithms.find((algorithm) => algorithm.name === name.toUpperCase());
  if (found) return found;
  const served = algorithms.map((algorithm) => algorithm.name).join(", ");
  throw new AwsError("InvalidRequest", `Checksum algorithm ${name} is not served here. Use one of ${served}.`);
}
