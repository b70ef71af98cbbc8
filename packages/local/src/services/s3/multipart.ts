import { createHash } from "node:crypto";
import { AwsError } from "../../error.ts";
import { algorithmOf } from "./checksum/algorithms.ts";
import { combineCrc } from "./checksum/crc-combine.ts";
import type { Checksum } from "./checksum/stated.ts";
import type { S3Context } from "./context.ts";
import { filesOf } from "./storage/extent.ts";
import type { Part, Upload } from "./storage/uploads.ts";

const SMALLEST_PART = 5 * 1024 * 1024;

/** What CompleteMultipartUpload lists. */
export interface ListedPart {
  readonly PartNumber?: number | undefined;
  readonly ETag?: string | undefined;
}

/** The parts that a client lists, as they were uploaded. Throws for every list that S3 does not take. */
export function chosenParts(uploaded: readonly Part[], listed: readonly ListedPart[]): Part[] {
  if (listed.length === 0) throw new AwsError("MalformedXML", "CompleteMultipartUpload must list at least one part.");
  const byNumber = new Map(uploaded.map((part) => [part.number, part]));
  const chosen = listed.map(({ PartNumber = 0, ETag = "" }, index) => {
    if (index > 0 && PartNumber <= (listed[index - 1]?.PartNumber ?? 0)) {
      throw new AwsError("InvalidPartOrder", "The list of parts was not in ascending order of part number.");
    }
    const part = byNumber.get(PartNumber);
    if (part && ETag.replaceAll('"', "") === part.etag) return part;
    const message = `Part ${PartNumber} with ETag ${ETag} could not be found. It may not have been uploaded, or again since.`;
    throw new AwsError("InvalidPart", message);
  });
  for (const { number, size } of chosen.slice(0, -1)) {
    if (size >= SMALLEST_PART) continue;
    const message = `Part ${number} has ${size} bytes; all but the last must have ${SMALLEST_PART} or more.`;
    throw new AwsError("EntityTooSmall", message, 400, { PartNumber: number, ProposedSize: size });
  }
  return chosen;
}

/** The MD5 of the parts' MD5s, and how many there are. */
export function multipartEtag(parts: readonly Part[]): string {
  const md5 = createHash("md5");
  for (const { etag } of parts) md5.update(etag, "hex");
  return `${md5.digest("hex")}-${parts.length}`;
}

/**
 * The checksum of the whole from those of its parts: for CRCs calculated as if over all bytes (FULL_OBJECT), or else the
 * checksum of the parts' checksums with their number (COMPOSITE).
 */
export function multipartChecksum(upload: Upload, parts: readonly Part[]): Checksum | undefined {
  if (!upload.checksumAlgorithm) return undefined;
  const algorithm = algorithmOf(upload.checksumAlgorithm);
  const digests = parts.map(({ checksum = "" }) => Buffer.from(checksum, "base64"));
  if (upload.checksumType === "FULL_OBJECT" && algorithm.crc) {
    const { crc, bytes } = algorithm;
    const values = digests.map((digest) => BigInt(`0x${digest.toString("hex")}`));
    const whole = values.reduce((first, second, index) => combineCrc(crc, first, second, parts[index]?.size ?? 0));
    const value = Buffer.from(whole.toString(16).padStart(bytes * 2, "0"), "hex").toString("base64");
    return { algorithm: algorithm.name, value, type: "FULL_OBJECT" };
  }
  const digest = algorithm.create();
  for (const part of digests) digest.update(part);
  const value = `${digest.digest().toString("base64")}-${parts.length}`;
  return { algorithm: algorithm.name, value, type: "COMPOSITE" };
}

/** Forgets an upload; files that are not in `keep` are removed. */
export function removeUpload(context: S3Context, upload: Upload, keep: readonly string[] = []): void {
  const files = new Set([upload.file, ...filesOf(context.uploads.parts(upload.id).flatMap(({ extents }) => extents))]);
  context.uploads.delete(upload.id);
  context.discard([...files].filter((file) => !keep.includes(file)));
}
