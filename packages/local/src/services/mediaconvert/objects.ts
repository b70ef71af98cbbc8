import type { Principal } from "../../service.ts";

/** What of S3 is used in this process: files as they lie, so that no film is copied to be read or written. */
export interface Objects {
  /** The file of an object that `principal` may read. Throws AwsError (NoSuchKey, NoSuchBucket, AccessDenied). */
  locate(principal: Principal, bucket: string, key: string): Promise<{ path: string }> | { path: string };
  /** Makes a finished file an object, by moving it. Throws AwsError (NoSuchBucket, AccessDenied). */
  adopt(
    principal: Principal,
    object: { bucket: string; key: string; path: string; contentType: string },
  ): Promise<unknown>;
}
