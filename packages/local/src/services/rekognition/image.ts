import { AwsError } from "../../error.ts";
import type { Principal } from "../../service.ts";
import type { Picture } from "./engines/picture.ts";
import { invalidParameter, validation } from "./errors.ts";
import type { ImageInput } from "./request.ts";

/** What of S3 is used in this process: the file of an object that `principal` may read. Throws AwsError. */
export interface Objects {
  locate(principal: Principal, bucket: string, key: string): Promise<{ path: string; size: number }>;
}

/** https://docs.aws.amazon.com/rekognition/latest/dg/limits.html */
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_STORED_BYTES = 15 * 1024 * 1024;

/** The picture that a request is about. An object is read with the caller's own rights. */
export async function pictureOf(image: ImageInput, principal: Principal, objects: Objects): Promise<Picture> {
  const { Bytes, S3Object } = image;
  if (Bytes === undefined && S3Object === undefined) throw invalidParameter("Image must have Bytes or S3Object");
  if (Bytes !== undefined && S3Object !== undefined) {
    throw invalidParameter("Image must have either Bytes or S3Object, not both");
  }
  if (Bytes !== undefined) return ofBytes(Bytes);
  const { Bucket, Name, Version } = S3Object ?? {};
  if (!Bucket || !Name) throw invalidParameter("Image.S3Object must have Bucket and Name");
  if (Version !== undefined) throw invalidParameter("Image.S3Object.Version is not served here: leave it out");
  const { path, size } = await objects.locate(principal, Bucket, Name).catch(inaccessible);
  if (size > MOST_STORED_BYTES) {
    throw new AwsError("ImageTooLargeException", `Image size is too big: ${size} bytes, at most ${MOST_STORED_BYTES}`);
  }
  return { path };
}

/** As JSON has them: base64. */
function ofBytes(base64: string): Picture {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length >= 1 && bytes.length <= MOST_BYTES) return { bytes };
  throw validation(
    `1 validation error detected: Value at 'image.bytes' failed to satisfy constraint: Member must have length ${
      bytes.length === 0 ? "greater than or equal to 1" : `less than or equal to ${MOST_BYTES}`
    }`,
  );
}

/** Rekognition does not tell who may not read an object whether it exists. */
function inaccessible(cause: unknown): never {
  if (!(cause instanceof AwsError)) throw cause;
  const message = "Unable to get object metadata from S3. Check object key, region and/or access permissions.";
  throw new AwsError("InvalidS3ObjectException", `${message} ${cause.message}`);
}
