import { AwsError } from "../../error.ts";
import type { Call } from "../../service.ts";
import { wholeSeconds } from "./conditions.ts";
import type { S3Context } from "./context.ts";
import { noSuchKey, notImplemented } from "./errors.ts";
import { onBucket } from "./names.ts";
import type { StoredObject } from "./storage/objects.ts";

/**
 * The object, or NoSuchKey. Who may not list the bucket is told 403 instead, as on AWS: whether a key exists is not
 * everybody's business.
 */
export function requireObject(
  context: S3Context,
  bucket: string,
  key: string,
  principal: Call["principal"],
): StoredObject {
  context.buckets.require(bucket);
  const object = context.objects.find(bucket, key);
  if (object) return object;
  try {
    context.cloud.authorize(principal, [onBucket("ListBucket", bucket)]);
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw new AwsError("AccessDenied", `There is no object ${key} that may be read, and: ${cause.message}`, 403);
  }
  throw noSuchKey(key);
}

/** Buckets here have no versions: only the one that there is can be asked for. */
export function refuseVersion(versionId: string | undefined): void {
  if (versionId !== undefined && versionId !== "null") throw notImplemented("Versioning");
}

/** The members that describe an object in answers to GetObject and HeadObject. */
export function describe(object: StoredObject) {
  const { Expires, ...properties } = object.properties;
  const tagCount = Object.keys(object.tags).length;
  return {
    ContentType: "binary/octet-stream",
    ...properties,
    ...(Expires !== undefined && { Expires: new Date(Expires), ExpiresString: new Date(Expires).toUTCString() }),
    AcceptRanges: "bytes",
    ETag: `"${object.etag}"`,
    LastModified: wholeSeconds(object.modifiedAt),
    ServerSideEncryption: "AES256",
    ...(tagCount > 0 && { TagCount: tagCount }),
  };
}
