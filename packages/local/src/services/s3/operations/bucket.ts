import type {
  CreateBucketRequest,
  DeleteBucketRequest,
  GetBucketLocationRequest,
  HeadBucketRequest,
  ListBucketsRequest,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../../error.ts";
import { operation } from "../../../service.ts";
import type { S3Context } from "../context.ts";
import { removeUpload } from "../multipart.ts";
import { onBucket } from "../names.ts";

export function bucketOperations(context: S3Context) {
  const { buckets, objects, uploads, cloud } = context;
  const { region } = cloud.place;
  return {
    ListBuckets: operation({
      permissions: (_input: ListBucketsRequest) => [onBucket("ListAllMyBuckets", "*")],
      run({ Prefix = "" }) {
        const listed = buckets.all().filter(({ name }) => name.startsWith(Prefix));
        return {
          Buckets: listed.map(({ name, createdAt }) => ({
            Name: name,
            CreationDate: new Date(createdAt),
            BucketRegion: region,
          })),
          Owner: { ID: cloud.place.account },
        };
      },
    }),

    CreateBucket: operation({
      permissions: ({ Bucket = "" }: CreateBucketRequest) => [onBucket("CreateBucket", Bucket)],
      run({ Bucket = "" }) {
        checkBucketName(Bucket);
        // In us-east-1 a bucket that one owns already may be created again.
        if (buckets.find(Bucket) && region !== "us-east-1") {
          throw new AwsError("BucketAlreadyOwnedByYou", `Bucket ${Bucket} exists already and you own it.`, 409);
        }
        buckets.create(Bucket);
        return { Location: `/${Bucket}` };
      },
    }),

    HeadBucket: operation({
      permissions: ({ Bucket = "" }: HeadBucketRequest) => [onBucket("ListBucket", Bucket)],
      run({ Bucket = "" }) {
        buckets.require(Bucket);
        return { BucketRegion: region, AccessPointAlias: false };
      },
    }),

    GetBucketLocation: operation({
      permissions: ({ Bucket = "" }: GetBucketLocationRequest) => [onBucket("GetBucketLocation", Bucket)],
      run({ Bucket = "" }) {
        buckets.require(Bucket);
        // us-east-1 is older than the idea of a location and has none.
        return region === "us-east-1" ? {} : { LocationConstraint: region };
      },
    }),

    /** Uploads under way do not keep a bucket from being deleted; they end with it. */
    DeleteBucket: operation({
      permissions: ({ Bucket = "" }: DeleteBucketRequest) => [onBucket("DeleteBucket", Bucket)],
      run({ Bucket = "" }) {
        buckets.require(Bucket);
        if (!objects.isEmpty(Bucket)) {
          throw new AwsError("BucketNotEmpty", `Bucket ${Bucket} is not empty: delete its objects first.`, 409);
        }
        for (const upload of uploads.page(Bucket, "", "", "", Number.MAX_SAFE_INTEGER)) removeUpload(context, upload);
        buckets.delete(Bucket);
        return {};
      },
    }),
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function checkBucketName(name: string): void {
  const isGood =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes("..") && !/^\d+(\.\d+){3}$/.test(name);
  if (isGood) return;
  const rule = "3 to 63 lower-case letters, digits, hyphens and dots, beginning and ending in a letter or digit";
  throw new AwsError("InvalidBucketName", `'${name}' is no bucket name: ${rule}.`, 400, { BucketName: name });
}
