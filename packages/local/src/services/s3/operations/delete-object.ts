import type {
  DeletedObject,
  _Error as DeleteError,
  DeleteObjectRequest,
  DeleteObjectsRequest,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../../error.ts";
import { type Call, operation } from "../../../service.ts";
import { removeObject } from "../commit.ts";
import type { S3Context } from "../context.ts";
import { inS3Terms } from "../errors.ts";
import { refuseVersion } from "../lookup.ts";
import { onObject } from "../names.ts";

const MOST_KEYS = 1000;

export function deleteObjectOperations(context: S3Context) {
  return {
    /** Deleting what is not there is a success. */
    DeleteObject: operation({
      permissions: ({ Bucket = "", Key = "", IfMatch }: DeleteObjectRequest) => toDelete(Bucket, Key, IfMatch),
      run({ Bucket = "", Key = "", IfMatch, VersionId }, call) {
        context.buckets.require(Bucket);
        refuseVersion(VersionId);
        removeObject(context, Bucket, Key, "ObjectRemoved:Delete", call, { IfMatch });
        return {};
      },
    }),

    /** Each key is allowed or refused, and deleted, on its own. */
    DeleteObjects: operation({
      permissions: (_input: DeleteObjectsRequest) => [],
      run({ Bucket = "", Delete }, call) {
        context.buckets.require(Bucket);
        const objects = Delete?.Objects ?? [];
        if (objects.length === 0 || objects.length > MOST_KEYS) {
          throw new AwsError(
            "MalformedXML",
            `DeleteObjects takes 1 to ${MOST_KEYS} keys; there are ${objects.length}.`,
          );
        }
        const Deleted: DeletedObject[] = [];
        const Errors: DeleteError[] = [];
        for (const { Key = "", ETag, VersionId } of objects) {
          const failure = deleteOne(context, Bucket, { Key, ETag, VersionId }, call);
          if (failure) Errors.push({ Key, Code: failure.code, Message: failure.message });
          else if (!Delete?.Quiet) Deleted.push({ Key });
        }
        return { Deleted, Errors };
      },
    }),
  };
}

/**
 * Whoever deletes on the condition of an ETag has to have the right to read what has it:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 */
const toDelete = (bucket: string, key: string, etag: string | undefined) => [
  onObject("DeleteObject", bucket, key),
  ...(etag && etag !== "*" ? [onObject("GetObject", bucket, key)] : []),
];

function deleteOne(
  context: S3Context,
  bucket: string,
  target: { Key: string; ETag: string | undefined; VersionId: string | undefined },
  call: Call,
): AwsError | undefined {
  try {
    context.cloud.authorize(call.principal, toDelete(bucket, target.Key, target.ETag));
    refuseVersion(target.VersionId);
    removeObject(context, bucket, target.Key, "ObjectRemoved:Delete", call, { IfMatch: target.ETag });
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return inS3Terms(error);
    throw error;
  }
}
