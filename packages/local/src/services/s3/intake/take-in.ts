import { createHash } from "node:crypto";
import { openBody, type Seal, type SealedBody } from "../../../wire/sealed-body.ts";
import { algorithmOf, type ChecksumName } from "../checksum/algorithms.ts";
import { writeFile } from "../storage/write-stream.ts";

/** Where a payload goes and what is to be calculated on the way. Data only: another thread may be told to do it. */
export interface Order {
  readonly path: string;
  readonly offset: number;
  readonly seal: Seal;
  readonly checksum?: ChecksumName;
}

/** A payload that is on disk. */
export interface TakenIn {
  readonly size: number;
  /** MD5 in hexadecimal. */
  readonly md5: string;
  /** The checksum that was ordered, base64. */
  readonly checksum?: string;
}

/**
 * Streams a payload into its place in a file, which is made when it does not exist, and brings it to disk; calculates the
 * MD5 and the ordered checksum meanwhile. `onWritten` is told what is not needed any more. Throws what the body fails with, AwsError when its sender signed another one.
 */
export async function takeIn(
  { path, offset, seal, checksum }: Order,
  body: Omit<SealedBody, "seal">,
  onWritten: (chunks: readonly Uint8Array[]) => void = () => {},
): Promise<TakenIn> {
  const md5 = createHash("md5");
  const digest = checksum && algorithmOf(checksum).create();
  const payload = openBody({ raw: body.raw, seal, onTrailer: body.onTrailer });
  // It may fail while the file is being opened, or when that has failed. Whoever reads it hears of it nevertheless.
  payload.on("error", () => {});
  const onChunk = (chunk: Uint8Array) => {
    md5.update(chunk);
    digest?.update(chunk);
  };
  const size = await writeFile(path, offset, payload, { onChunk, onWritten });
  return { size, md5: md5.digest("hex"), ...(digest && { checksum: digest.digest().toString("base64") }) };
}
