import type { GetBucketVersioningRequest, PutBucketVersioningRequest } from "@aws-sdk/client-s3";
import { operation } from "../../../service.ts";
import type { S3Context } from "../context.ts";
import { notImplemented } from "../errors.ts";
import { onBucket } from "../names.ts";

/** Buckets here have no versions, and say so. */
export function versioningOperations(context: S3Context) {
  return {
    GetBucketVersioning: operation({
      permissions: ({ Bucket = "" }: GetBucketVersioningRequest) => [onBucket("GetBucketVersioning", Bucket)],
      run({ Bucket = "" }) {
        context.buckets.require(Bucket);
        return {};
      },
    }),
    PutBucketVersioning: operation({
      permissions: ({ Bucket = "" }: PutBucketVersioningRequest) => [onBucket("PutBucketVersioning", Bucket)],
      run({ Bucket = "", VersioningConfiguration }) {
        context.buckets.require(Bucket);
        if (VersioningConfiguration?.Status === "Enabled") throw notImplemented("Versioning");
        return {};
      },
    }),
  };
}
